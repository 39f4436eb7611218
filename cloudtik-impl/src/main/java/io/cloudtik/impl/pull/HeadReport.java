/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

/**
 * How far a head that sets itself up is; it writes this until its controller is in charge.
 *
 * @param step what it does, for people
 * @param error why it gave up; empty if it did not
 */
public record HeadReport(String step, String error) {}
