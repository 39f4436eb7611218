/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.testkit.cloud.CloudLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * What one pass of a cluster's controller takes, and what lives in its memory. Machines beat every
 * 2 s and the cloud is asked every 5 s, so a sample is the mean of the passes of 10 s, in which
 * everything happens that ever does while a cluster is quiet.
 */
final class ControllerBenchmark implements Benchmark {
  static final Figure OF_1000 = new Figure("controller-pass-1000", "ms", Goal.atMost(20));
  static final Figure OF_10000 = new Figure("controller-pass-10000", "ms", Goal.atMost(200));
  static final Figure HEAP = new Figure("controller-heap-10000", "MiB", Goal.atMost(128));

  private static final Duration WINDOW = Duration.ofSeconds(10);
  private static final int WARM_UP = 12;
  private static final int WINDOWS = 21;
  private static final int LOOKS = 7;
  private static final int SETTLING = 3;
  private static final double MIB = 1 << 20;

  @Override
  public List<Figure> figures() {
    return List.of(OF_1000, OF_10000, HEAP);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) {
    if (wanted.contains(OF_1000)) {
      measure(1_000, Set.of(OF_1000), report);
    }
    if (wanted.contains(OF_10000) || wanted.contains(HEAP)) {
      measure(10_000, wanted, report);
    }
  }

  private static void measure(int workers, Set<Figure> wanted, Report report) {
    try (CloudSimulation cluster = SimulatedCluster.of(1, workers, CloudLimits.none())) {
      SimulatedCluster.awaitAll(cluster, workers, Duration.ofMinutes(30));
      cluster.run(WINDOW.multipliedBy(WARM_UP));
      long changes = cluster.changes();
      if (wanted.contains(OF_1000)) {
        report.figure(OF_1000, passes(cluster));
      }
      if (wanted.contains(OF_10000)) {
        report.figure(OF_10000, passes(cluster));
      }
      if (wanted.contains(HEAP)) {
        report.figure(HEAP, heap(cluster));
      }
      SimulatedCluster.awaitAll(cluster, workers, Duration.ZERO);
      if (cluster.changes() != changes) {
        throw new IllegalStateException("the cluster was not quiet while its passes were measured");
      }
    }
  }

  private static Samples passes(CloudSimulation cluster) {
    List<Double> means = new ArrayList<>();
    for (int i = 0; i < WINDOWS; i++) {
      int before = cluster.passes();
      Duration inPasses = cluster.inPasses();
      cluster.run(WINDOW);
      int passes = cluster.passes() - before;
      if (passes < WINDOW.toSeconds() / 2) {
        throw new IllegalStateException(passes + " passes in " + WINDOW + ": they failed");
      }
      means.add(cluster.inPasses().minus(inPasses).toNanos() / 1e6 / passes);
    }
    return new Samples(means);
  }

  /** All of it: cloud, machines and Redis of the simulation lie in the same heap. */
  private static Samples heap(CloudSimulation cluster) {
    List<Double> sizes = new ArrayList<>();
    for (int i = 0; i < LOOKS; i++) {
      cluster.run(WINDOW);
      Runtime runtime = Runtime.getRuntime();
      for (int collection = 0; collection < SETTLING; collection++) {
        System.gc();
      }
      sizes.add((runtime.totalMemory() - runtime.freeMemory()) / MIB);
    }
    return new Samples(sizes);
  }
}
