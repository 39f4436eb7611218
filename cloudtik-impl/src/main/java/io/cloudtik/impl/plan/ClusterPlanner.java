/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.ClusterPlan;
import io.cloudtik.PlannedStep;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plans a cluster that does not exist: the four steps with what is made in each. */
public final class ClusterPlanner {
  private ClusterPlanner() {}

  /** Returns the plan for a checked spec. */
  public static ClusterPlan plan(
      ClusterSpec spec,
      Offering head,
      Function<WorkerGroupSpec, Offering> workers,
      List<String> notices) {
    List<PlannedStep> steps = new ArrayList<>();
    steps.add(step("head", describe(head) + container(spec, true)));
    steps.add(
        step(
            "core services",
            "cluster controller, Redis primary and %d shard(s)".formatted(spec.redisShards())));
    for (WorkerGroupSpec group : spec.workerGroups()) {
      steps.add(
          step(
              group.name(),
              "%d to %d workers, each %s%s"
                  .formatted(
                      group.min(),
                      group.max(),
                      describe(workers.apply(group)),
                      container(spec, false))));
    }
    for (RuntimeConfig runtime : spec.runtimes()) {
      steps.add(step("runtime " + runtime.runtime(), runtime.toString()));
    }
    List<String> all = new ArrayList<>(notices);
    Cost.of(spec, head, workers).ifPresent(cost -> all.add(cost.toString()));
    all.add(
        "lifetime: %s%s"
            .formatted(
                spec.effectiveLifetime(), spec.lifetime().isEmpty() ? " (the default)" : ""));
    return ClusterPlan.of(spec, steps, all);
  }

  private static String container(ClusterSpec spec, boolean head) {
    return spec.container().map(it -> ", in a container of " + it.image(head)).orElse("");
  }

  private static PlannedStep step(String target, String detail) {
    return PlannedStep.of(PlannedStep.Action.CREATE, target, detail);
  }

  private static String describe(Offering offering) {
    NodeShape shape = offering.shape();
    return "%s with %d cpus, %s%s%s%s"
        .formatted(
            shape.instanceType(),
            shape.cpus(),
            shape.memory(),
            shape.gpus() == 0 ? "" : ", " + shape.gpus() + " gpus",
            offering.zone().map(zone -> " in " + zone).orElse(""),
            offering.spot() ? ", spot" : "");
  }
}
