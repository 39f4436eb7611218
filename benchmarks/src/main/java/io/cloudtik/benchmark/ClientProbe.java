/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Operation;
import io.cloudtik.Workspace;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.provider.local.Local;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The client whose heap and threads are measured, a JVM of its own. Opens clusters, listens to the
 * events of each, and prints what it needs while nothing happens.
 */
public final class ClientProbe {
  static final String SAMPLE = "SAMPLE";

  private static final int SAMPLES = 7;
  private static final Duration QUIET = Duration.ofSeconds(15);
  private static final Duration BETWEEN = Duration.ofSeconds(1);
  private static final int STARTS_AT_ONCE = 2;

  private ClientProbe() {}

  /** Measures with that many clusters in the home of {@code cloudtik.home}. */
  public static void main(String[] arguments) {
    int wanted = Integer.parseInt(arguments[0]);
    int threadsBefore = threads();
    Workspace workspace = Workspace.create("clients", Local.here());
    try (workspace) {
      List<Cluster> clusters = new ArrayList<>();
      try {
        open(workspace, wanted, clusters);
        for (Cluster cluster : clusters) {
          cluster.onEvent(event -> {});
        }
        await(QUIET);
        requireReady(clusters);
        await(QUIET);
        for (int i = 0; i < SAMPLES; i++) {
          System.gc();
          double heap =
              ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() / 1024.0 / 1024;
          double threads = (threads() - threadsBefore) / (double) wanted;
          System.out.println(SAMPLE + " " + heap + " " + threads);
          await(BETWEEN);
        }
        requireReady(clusters);
      } finally {
        clusters.forEach(Cluster::terminate);
        workspace.delete();
      }
    }
    System.exit(0);
  }

  private static void open(Workspace workspace, int wanted, List<Cluster> clusters) {
    List<Operation<Cluster>> starting = new ArrayList<>();
    for (int i = 0; i < wanted; i++) {
      starting.add(workspace.cluster("idle-" + i).withoutWorkers().startOrAttach());
      if (starting.size() == STARTS_AT_ONCE || i == wanted - 1) {
        starting.forEach(start -> clusters.add(start.await(Duration.ofMinutes(3))));
        starting.clear();
      }
    }
  }

  /** Idle does not mean dead: each cluster still answers. */
  private static void requireReady(List<Cluster> clusters) {
    for (Cluster cluster : clusters) {
      if (cluster.status().state() != ClusterState.READY) {
        throw new IllegalStateException(
            "expected a cluster that is READY, got " + cluster.status());
      }
    }
  }

  private static int threads() {
    return ManagementFactory.getThreadMXBean().getThreadCount();
  }

  private static void await(Duration time) {
    Stopwatch watch = new Stopwatch();
    Waiter.waitFor("time to pass", time.plusMinutes(1))
        .untilTrue(() -> watch.seconds() >= time.toMillis() / 1e3, () -> watch.seconds() + " s");
  }
}
