/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

/** How a program ended, and the last of what it printed, at most 1 MiB. */
public record CommandResult(int exitCode, String output) {}
