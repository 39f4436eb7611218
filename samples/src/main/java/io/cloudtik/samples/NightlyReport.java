/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;

/**
 * A pipeline as a scheduler starts it each night: one cluster of cheap machines, one job that is
 * run again when its machine is taken away, and nothing left in the morning. Its test runs it on a
 * simulated cloud.
 */
public final class NightlyReport {
  private final Workspace workspace;

  /** Makes the pipeline for a workspace that its caller opens and closes. */
  public NightlyReport(Workspace workspace) {
    this.workspace = workspace;
  }

  /** Makes the report of a day, and returns the last lines that its program printed. */
  public String make(String day) {
    Cluster cluster =
        workspace
            .cluster("nightly")
            .withWorkers(w -> w.cpus(2).min(4).max(10).spot())
            .startOrAttach()
            .await(ofMinutes(40));
    try {
      Job job =
          cluster.submit(
              JobSpec.command("python3", "report.py", day)
                  .with(report -> report.name("report"))
                  .withKey("report-" + day)
                  .withRestarts(5)
                  .withTimeLimit(ofHours(2)));
      var result = job.await(ofHours(4));
      if (!result.succeeded()) {
        throw new IllegalStateException("no report of " + day + ": " + result.status().reason());
      }
      return result.output();
    } finally {
      cluster.terminate();
    }
  }
}
