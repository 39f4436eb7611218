/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.JobResult;
import io.cloudtik.TerminationReport;
import io.cloudtik.Workspace;
import io.cloudtik.event.ConsoleListener;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobRequest;
import io.cloudtik.spec.Lifetime;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** Starts a cluster, runs one job on it, and ends it. */
public final class OneCluster {
  private OneCluster() {}

  /** Returns how the job ended, after nothing was left behind. */
  public static JobResult run(Path home, UnaryOperator<ClusterDraft> change, JobRequest job) {
    try (Workspace workspace =
        Workspace.create(
            "embedded", Local.here().at(home), w -> w.addListeners(ConsoleListener.create()))) {
      ClusterDraft draft =
          workspace
              .cluster("guest")
              .withWorkers(workers -> workers.cpus(1).min(1))
              .withLifetime(Lifetime.untilIdle(Duration.ofMinutes(2)));
      JobResult result;
      TerminationReport report;
      try (Cluster cluster = change.apply(draft).start().await(Duration.ofMinutes(10))) {
        try {
          result = cluster.submit(job).await(Duration.ofMinutes(5));
        } finally {
          report = cluster.terminate();
        }
      }
      if (!report.leftBehind().isEmpty()) {
        throw new IllegalStateException(report.toString());
      }
      workspace.delete();
      return result;
    }
  }
}
