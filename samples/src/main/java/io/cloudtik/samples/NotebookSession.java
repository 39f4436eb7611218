/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.event.ConsoleListener;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import java.time.Duration;

/**
 * What a notebook does: its first cell attaches to the cluster or starts it, the others use it.
 * When the kernel ends or dies, nobody has to clean up: the cluster ends when it was idle for a
 * while.
 */
public final class NotebookSession implements AutoCloseable {
  private final Workspace workspace;
  private final Cluster cluster;

  private NotebookSession(Workspace workspace, Cluster cluster) {
    this.workspace = workspace;
    this.cluster = cluster;
  }

  /** Runs one cell on the cluster of this user's notebooks. */
  public static void main(String[] args) {
    Workspace workspace =
        Workspace.create("notebooks", Local.here(), w -> w.addListeners(ConsoleListener.create()));
    try (NotebookSession session = attach(workspace, Lifetime.untilIdle(Duration.ofMinutes(10)))) {
      System.out.println(session.run("echo hello from $(hostname)"));
    }
  }

  static NotebookSession attach(Workspace workspace, Lifetime lifetime) {
    Cluster cluster =
        workspace
            .cluster("scratch")
            .withWorkers(workers -> workers.cpus(2).min(1).max(4))
            .withLifetime(lifetime.atMost(Duration.ofHours(8)))
            .startOrAttach()
            .await(Duration.ofMinutes(15));
    return new NotebookSession(workspace, cluster);
  }

  String run(String cell) {
    return cluster.submit(JobSpec.command("sh", "-c", cell)).await(Duration.ofHours(1)).output();
  }

  String clusterUid() {
    return cluster.uid();
  }

  /** Lets go of the cluster, which lives on for other sessions until it is idle. */
  @Override
  public void close() {
    cluster.close();
    workspace.close();
  }
}
