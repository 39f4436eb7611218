/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What runs inside of Spark's own processes: a Worker that keeps the cluster's secret out of its
 * executors' environment, and the driver of SQL jobs. Compiled against Spark; nothing outside of
 * this package refers to it, except by name.
 */
@NullMarked
package io.cloudtik.runtime.spark.inside;

import org.jspecify.annotations.NullMarked;
