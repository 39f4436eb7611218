/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.util.List;
import java.util.stream.Stream;

/**
 * How the Java machines of Spark are set.
 *
 * <p>Daemons compute little, so they get the quick compiler and the small collector. On nodes with
 * at most 2 CPUs drivers and executors get the small collector, too, and the optimizing compiler
 * has to wait a hundred times longer than usual before it takes a method: it would compete with the
 * job itself, and most of what it compiles in a short job is not run often enough to pay. Loops
 * over many rows still get it. On larger nodes they run with Java's own defaults. What the user
 * sets as {@code spark.driver.extraJavaOptions} or {@code spark.executor.extraJavaOptions} comes
 * later on the command line, or instead.
 */
final class JvmRule {
  private static final int SMALL_NODE_CPUS = 2;
  private static final String SMALL_COLLECTOR = "-XX:+UseSerialGC";
  private static final List<String> QUICK = List.of(SMALL_COLLECTOR, "-XX:TieredStopAtLevel=1");

  /** Java's own are 5,000, 600, 15,000 and 40,000. */
  private static final List<String> PATIENT =
      List.of(
          SMALL_COLLECTOR,
          "-XX:Tier4InvocationThreshold=500000",
          "-XX:Tier4MinInvocationThreshold=60000",
          "-XX:Tier4CompileThreshold=1500000",
          "-XX:Tier4BackEdgeThreshold=4000000");

  private JvmRule() {}

  static List<String> daemon() {
    return QUICK;
  }

  /** As {@link #job(int)}, with the user's flags; Java starts with one collector or not at all. */
  static List<String> job(int cpus, List<String> users) {
    boolean collector = users.stream().anyMatch(flag -> flag.matches("-XX:\\+Use\\w+GC"));
    Stream<String> ours =
        job(cpus).stream().filter(flag -> !(collector && flag.equals(SMALL_COLLECTOR)));
    return Stream.concat(ours, users.stream()).toList();
  }

  /** For drivers and executors of a node with that many CPUs. */
  static List<String> job(int cpus) {
    return cpus <= SMALL_NODE_CPUS ? PATIENT : List.of();
  }
}
