/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts a cluster, runs a job with a file on it, and terminates it: {@code OneCluster <home>
 * <script> <file>}.
 */
final class OneCluster {
  private static final Duration SOON = Duration.ofMinutes(3);

  private OneCluster() {}

  public static void main(String[] arguments) {
    Path file = Path.of(arguments[2]);
    JobSpec job =
        JobSpec.command("sh", "-c", arguments[1])
            .with(j -> j.putFiles(file.getFileName().toString(), file));
    try (Workspace workspace = Workspace.create("demo", Local.here().at(Path.of(arguments[0])));
        Cluster cluster =
            workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(1)).start().await(SOON)) {
      JobResult result = cluster.submit(job).await(SOON);
      System.out.println("JOB " + result.status().state());
      result.output().lines().forEach(line -> System.out.println("OUTPUT " + line));
      System.out.println("LEFT " + cluster.terminate().leftBehind());
    }
  }
}
