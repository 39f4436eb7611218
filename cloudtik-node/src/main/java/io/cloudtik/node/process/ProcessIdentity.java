/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

/**
 * A process that can be told from a later one with the same pid.
 *
 * @param start the start time within one boot of the machine, as the shim writes it
 */
public record ProcessIdentity(long pid, String start) {}
