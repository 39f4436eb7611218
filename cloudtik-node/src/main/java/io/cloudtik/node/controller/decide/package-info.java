/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What the cluster controller does next, as a pure function of what it sees: an {@link
 * io.cloudtik.node.controller.decide.Observation} goes in, a list of {@link
 * io.cloudtik.node.controller.decide.Decision}s comes out. No I/O, no clock, no threads; time comes
 * in as a value. Also the one table of states of a machine's life.
 */
@NullMarked
package io.cloudtik.node.controller.decide;

import org.jspecify.annotations.NullMarked;
