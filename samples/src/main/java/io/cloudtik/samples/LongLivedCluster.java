/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.TerminationReport;
import io.cloudtik.Workspace;
import io.cloudtik.event.ConsoleListener;
import io.cloudtik.event.EventListener;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.ProviderConfig;
import java.time.Duration;

/** A cluster that stays: it is watched, made larger and smaller, and ended on purpose. */
public final class LongLivedCluster {
  private LongLivedCluster() {}

  /** Shows the life of such a cluster on this machine. */
  public static void main(String[] args) throws Exception {
    System.out.println(live(Local.here(), ConsoleListener.create()));
  }

  static TerminationReport live(ProviderConfig provider, EventListener listener) throws Exception {
    try (Workspace workspace =
            Workspace.create("services", provider, w -> w.addListeners(listener));
        Cluster cluster =
            workspace
                .cluster("serving")
                .withWorkers(workers -> workers.min(1).max(3))
                .withLifetime(Lifetime.untilTerminated())
                .startOrAttach()
                .await(Duration.ofMinutes(15));
        // What the cluster does by itself from now on, such as replacing a lost worker.
        AutoCloseable subscription = cluster.onEvent(listener)) {
      cluster.scaleTo(3).await(Duration.ofMinutes(10));
      print(cluster.status());
      cluster.scaleTo(1).await(Duration.ofMinutes(10));
      print(cluster.status());
      return cluster.terminate();
    }
  }

  private static void print(ClusterStatus status) {
    System.out.printf("%s is %s%n", status.name(), status.state());
    status.nodes().stream()
        .map(node -> "  %-12s %s %s".formatted(node.id(), node.state(), node.host().orElse("")))
        .forEach(System.out::println);
  }
}
