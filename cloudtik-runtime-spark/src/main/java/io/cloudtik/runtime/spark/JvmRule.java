/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.util.List;

/**
 * How the Java machines of Spark are set.
 *
 * <p>Daemons compute little, so they get the quick compiler and the small collector. On nodes with
 * at most 2 CPUs drivers and executors get the same: the optimizing compiler would compete with the
 * job itself, and a short job needs about twice the processor time with it. On larger nodes they
 * run with Java's own defaults. What the user sets as {@code spark.driver.extraJavaOptions} or
 * {@code spark.executor.extraJavaOptions} comes later on the command line, or instead.
 */
final class JvmRule {
  private static final int SMALL_NODE_CPUS = 2;
  private static final List<String> QUICK = List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private JvmRule() {}

  static List<String> daemon() {
    return QUICK;
  }

  /** For drivers and executors of a node with that many CPUs. */
  static List<String> job(int cpus) {
    return cpus <= SMALL_NODE_CPUS ? QUICK : List.of();
  }
}
