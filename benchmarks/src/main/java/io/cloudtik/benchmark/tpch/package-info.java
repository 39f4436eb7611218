/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tables and queries shaped like those of TPC-H, and the Spark application that makes and asks
 * them. Runs inside of Spark, so it sees nothing else of the project.
 */
@NullMarked
package io.cloudtik.benchmark.tpch;

import org.jspecify.annotations.NullMarked;
