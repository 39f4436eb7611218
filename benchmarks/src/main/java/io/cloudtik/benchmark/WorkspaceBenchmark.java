/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Event;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.node.controller.SimulatedTime;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedFactory;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Virtual time in which the engine makes a whole workspace, over the longest path of its graph: the
 * NAT gateway takes 90 s, every call 0.4 s and half of that more or less.
 */
final class WorkspaceBenchmark implements Benchmark {
  static final Figure CREATE = Figure.ratio("workspace-create", Goal.atMost(1.1));

  private static final Duration LATENCY = Duration.ofMillis(400);
  private static final CloudLimits.Rate PLENTY = new CloudLimits.Rate(1e9, 1e9);
  private static final double NAT_SECONDS = 90;
  private static final int SEEDS = 7;

  /** Each thing is looked at, made, and looked at again. */
  private static final int CALLS_OF_EACH = 3;

  @Override
  public List<Figure> figures() {
    return List.of(CREATE);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) {
    List<Double> times = new ArrayList<>();
    List<Double> paths = new ArrayList<>();
    List<Double> ratios = new ArrayList<>();
    for (int seed = 1; seed <= SEEDS; seed++) {
      CloudLimits limits = new CloudLimits(LATENCY, PLENTY, PLENTY, PLENTY, PLENTY);
      try (SimulatedCloud cloud = SimulatedCloud.of(seed, limits)) {
        SimulatedTime time = new SimulatedTime(cloud.time(), seed);
        CloudProvider provider =
            SimulatedFactory.open(
                Simulated.of(cloud),
                cloud.client("client"),
                EngineContext.onClient("demo", time, WorkspaceBenchmark::noRecords, null));
        WorkspaceGraph graph = new WorkspaceGraph("demo", provider, cloud.time().executor(), time);
        graph.create(new Silent(time.clock()), () -> {});
        double took = cloud.time().elapsed().toMillis() / 1000.0;
        if (!graph.plan().isEmpty()) {
          throw new IllegalStateException("the workspace is not what it should be");
        }
        double path = longestPath(provider.resources());
        times.add(took);
        paths.add(path);
        ratios.add(took / path);
      }
    }
    report.baseline(CREATE, "s", "the longest path", new Samples(paths));
    report.ours(CREATE, "s", "the whole workspace", new Samples(times));
    report.figure(CREATE, new Samples(ratios));
  }

  private static double longestPath(List<WorkspaceResource> resources) {
    double calls = CALLS_OF_EACH * LATENCY.toMillis() / 1000.0;
    Map<String, Double> ends = new HashMap<>();
    for (WorkspaceResource resource : resources) {
      double begins =
          resource.dependsOn().stream()
              .mapToDouble(id -> ends.getOrDefault(id, 0.0))
              .max()
              .orElse(0);
      double making = resource.id().equals("nat-gateway") ? NAT_SECONDS : 0;
      ends.put(resource.id(), begins + calls + making);
    }
    return ends.values().stream().mapToDouble(Double::doubleValue).max().orElseThrow();
  }

  private static WorkspaceRecords noRecords() {
    throw new CloudTikException(ErrorCode.INTERNAL, "nobody logs in to machines here");
  }

  private record Silent(Clock clock) implements Progress {
    @Override
    public String subject() {
      return "demo";
    }

    @Override
    public void tell(Event event) {}

    @Override
    public void checkCancelled() {}
  }
}
