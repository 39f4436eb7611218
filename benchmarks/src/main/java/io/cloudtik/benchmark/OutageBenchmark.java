/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** How many calls of a controller are refused until a cluster has left a zone that went dark. */
final class OutageBenchmark implements Benchmark {
  static final Figure OUTAGE = new Figure("simulated-outage", "calls", Goal.atMost(12));

  private static final int WORKERS = 100;
  private static final int SEEDS = 7;
  private static final Duration LONGEST = Duration.ofMinutes(15);

  @Override
  public List<Figure> figures() {
    return List.of(OUTAGE);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) {
    List<Double> failed = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      try (CloudSimulation cluster = SimulatedCluster.of(seed, WORKERS, CloudLimits.ec2())) {
        SimulatedCluster.awaitAll(cluster, WORKERS, LONGEST);
        String zone = onlyZone(cluster);
        long before = failedCalls(cluster);
        Duration begun = cluster.elapsed();
        cluster.cloud().machines().outage(zone, Duration.ofHours(1));
        // What is shown as ready is of before until the controller has looked.
        cluster.run(Duration.ofSeconds(30));
        SimulatedCluster.awaitAll(cluster, WORKERS, LONGEST);
        if (zones(cluster).contains(zone)) {
          throw new IllegalStateException("there are workers in " + zone + ", which is dark");
        }
        failed.add((double) (failedCalls(cluster) - before));
        times.add(cluster.elapsed().minus(begun).toMillis() / 1000.0);
      }
    }
    report.ours(OUTAGE, "s", "until all are ready elsewhere", new Samples(times));
    report.figure(OUTAGE, new Samples(failed));
  }

  private static String onlyZone(CloudSimulation cluster) {
    Set<String> zones = zones(cluster);
    if (zones.size() != 1) {
      throw new IllegalStateException("expected all workers in one zone, they are in " + zones);
    }
    return zones.iterator().next();
  }

  private static Set<String> zones(CloudSimulation cluster) {
    return cluster.workers().stream()
        .map(machine -> machine.pool().zone())
        .collect(Collectors.toSet());
  }

  private static long failedCalls(CloudSimulation cluster) {
    return cluster.callsOfHeads().stream()
        .filter(call -> !call.isOk())
        .map(CallRecord::name)
        .count();
  }
}
