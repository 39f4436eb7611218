/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Measures the figures that the project promises. Each benchmark does real work with real
 * processes, checks that the work was done, and compares with a baseline of the same run.
 */
@NullMarked
package io.cloudtik.benchmark;

import org.jspecify.annotations.NullMarked;
