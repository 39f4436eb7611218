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
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Plans a cluster that does not exist: the four steps with what is made in each. */
public final class ClusterPlanner {
  private ClusterPlanner() {}

  /** Returns the plan for a checked spec. */
  public static ClusterPlan plan(
      ClusterSpec spec,
      NodeShape head,
      Function<WorkerGroupSpec, NodeShape> shapes,
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
              "%d to %d workers, each %s%s%s"
                  .formatted(
                      group.min(),
                      group.max(),
                      describe(shapes.apply(group)),
                      group.spot() ? ", spot" : "",
                      container(spec, false))));
    }
    for (RuntimeConfig runtime : spec.runtimes()) {
      steps.add(step("runtime " + runtime.runtime(), runtime.toString()));
    }
    List<String> all = new ArrayList<>(notices);
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

  private static String describe(NodeShape shape) {
    return "%s with %d cpus, %s%s"
        .formatted(
            shape.instanceType(),
            shape.cpus(),
            shape.memory(),
            shape.gpus() == 0 ? "" : ", " + shape.gpus() + " gpus");
  }
}
