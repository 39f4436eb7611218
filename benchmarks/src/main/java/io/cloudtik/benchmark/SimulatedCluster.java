/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.node.controller.CloudAccess;
import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import java.time.Duration;
import java.util.List;

/** A cluster of one group on the simulated cloud, whose controller is the real one. */
final class SimulatedCluster {
  /** As the loop of a controller looks while machines are on their way. */
  private static final Duration LOOK = Duration.ofSeconds(1);

  private SimulatedCluster() {}

  static CloudSimulation of(long seed, int workers, CloudLimits limits) {
    return new CloudSimulation(seed, limits, spec(workers), LOOK);
  }

  static CloudSimulation of(long seed, int workers, CloudAccess access) {
    return new CloudSimulation(seed, access, spec(workers), LOOK);
  }

  private static ClusterSpec spec(int workers) {
    return ClusterSpec.builder()
        .name("etl")
        .lifetime(Lifetime.untilTerminated())
        .workerGroups(List.of(WorkerGroupSpec.builder().min(workers).max(workers).build()))
        .build();
  }

  /** Fails unless all workers become ready, each on a machine of its own that runs. */
  static void awaitAll(CloudSimulation cluster, int workers, Duration longest) {
    boolean ready = cluster.runUntil(() -> cluster.ready() == workers, longest);
    long running =
        cluster.workers().stream()
            .filter(machine -> machine.state() == Machine.State.RUNNING)
            .count();
    if (!ready || running != workers || cluster.workers().size() != workers) {
      throw new IllegalStateException(
          "%d of %d workers are ready, on %d machines of which %d run, after %s"
              .formatted(
                  cluster.ready(), workers, cluster.workers().size(), running, cluster.elapsed()));
    }
  }
}
