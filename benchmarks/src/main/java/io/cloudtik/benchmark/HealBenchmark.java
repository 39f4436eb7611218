/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.samples.MachineLoss;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** How long a cluster without runtimes takes to replace a worker that was killed. */
final class HealBenchmark implements Benchmark {
  static final Figure HEAL = new Figure("worker-heal", "s", Goal.atMost(10));

  private static final int WORKERS = 2;
  private static final int ROUNDS = 7;

  private final Path directory;

  HealBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(HEAL);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    try (Workspace workspace =
        Workspace.create("heal", Local.here().at(directory.resolve("home")))) {
      Cluster cluster =
          workspace
              .cluster("heal")
              .withWorkers(workers -> workers.cpus(1).min(WORKERS).max(WORKERS))
              .startOrAttach()
              .await(Duration.ofMinutes(3));
      try {
        List<Double> times = new ArrayList<>();
        for (int round = 0; round < ROUNDS; round++) {
          times.add(loseOne(cluster));
        }
        report.figure(HEAL, new Samples(times));
      } finally {
        cluster.terminate();
        workspace.delete();
      }
    }
  }

  private static double loseOne(Cluster cluster) {
    Node victim = cluster.nodes().stream().filter(node -> !node.isHead()).findFirst().orElseThrow();
    Stopwatch watch = new Stopwatch();
    int killed = MachineLoss.of(cluster, victim);
    if (killed == 0) {
      throw new IllegalStateException("no process of " + victim.id() + " was there to be killed");
    }
    cluster.awaitStatus(
        "a replacement of " + victim.id(),
        status -> healed(status, victim.id()),
        Duration.ofMinutes(2));
    return watch.seconds();
  }

  private static boolean healed(ClusterStatus status, String lost) {
    return status.state() == ClusterState.READY
        && status.readyWorkers() == WORKERS
        && status.nodes().stream().noneMatch(node -> node.id().equals(lost));
  }
}
