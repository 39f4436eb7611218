/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Turns a machine into a node: one list of repeatable steps, the same for the head and for workers.
 */
@NullMarked
package io.cloudtik.impl.bootstrap;

import org.jspecify.annotations.NullMarked;
