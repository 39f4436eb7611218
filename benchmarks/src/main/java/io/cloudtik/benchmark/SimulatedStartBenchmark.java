/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.ToDoubleFunction;

/**
 * Virtual time from the first look of a controller until all workers are ready, on a cloud that
 * takes as many calls as EC2 does; and how many calls that cost.
 */
final class SimulatedStartBenchmark implements Benchmark {
  static final Figure OF_100 = new Figure("simulated-100", "s", Goal.atMost(20));
  static final Figure OF_1000 = new Figure("simulated-1000", "s", Goal.atMost(300));
  static final Figure OF_2000 = new Figure("simulated-2000", "s", Goal.atMost(620));
  static final Figure CALLS = new Figure("simulated-calls", "calls", Goal.atMost(0.2));

  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final int MANY = 7;
  private static final int FEW = 3;

  @Override
  public List<Figure> figures() {
    return List.of(OF_100, CALLS, OF_1000, OF_2000);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) {
    if (wanted.contains(OF_100) || wanted.contains(CALLS)) {
      List<Start> starts = starts(100, MANY);
      if (wanted.contains(OF_100)) {
        report.ours(OF_100, "s", "until all are ready", samples(starts, Start::seconds));
        report.figure(OF_100, samples(starts, start -> start.seconds - start.slowestBoot));
      }
      if (wanted.contains(CALLS)) {
        report.figure(CALLS, samples(starts, start -> start.calls / 100.0));
      }
    }
    if (wanted.contains(OF_1000)) {
      report.figure(OF_1000, samples(starts(1_000, FEW), Start::seconds));
    }
    if (wanted.contains(OF_2000)) {
      report.figure(OF_2000, samples(starts(2_000, FEW), Start::seconds));
    }
  }

  private static Samples samples(List<Start> starts, ToDoubleFunction<Start> value) {
    return new Samples(starts.stream().mapToDouble(value).boxed().toList());
  }

  /** One start for each seed. */
  private static List<Start> starts(int workers, int seeds) {
    List<Start> starts = new ArrayList<>();
    for (int seed = 1; seed <= seeds; seed++) {
      try (CloudSimulation cluster = SimulatedCluster.of(seed, workers, CloudLimits.ec2())) {
        SlowestBoot slowest = new SlowestBoot(cluster);
        cluster.cloud().machines().listen(slowest);
        Duration begun = cluster.elapsed();
        SimulatedCluster.awaitAll(cluster, workers, LONGEST);
        double took = seconds(cluster.elapsed().minus(begun));
        starts.add(new Start(took, slowest.seconds, cluster.callsOfHeads().size()));
      }
    }
    return starts;
  }

  private static double seconds(Duration time) {
    return time.toMillis() / 1000.0;
  }

  /** What one start took. */
  private record Start(double seconds, double slowestBoot, int calls) {}

  private static final class SlowestBoot implements MachineListener {
    private final CloudSimulation cluster;
    private double seconds;

    SlowestBoot(CloudSimulation cluster) {
      this.cluster = cluster;
    }

    @Override
    public void booted(Machine machine, boolean sick) {
      seconds =
          Math.max(
              seconds,
              SimulatedStartBenchmark.seconds(cluster.elapsed().minus(machine.launched())));
    }
  }
}
