/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.JobResult;
import io.cloudtik.JobState;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * One life of a cluster: start, a job, scale, terminate. Whoever runs it again goes on with it,
 * wherever it was: {@code WholeLife <home> <key of the job>}.
 */
final class WholeLife {
  private static final Duration SOON = Duration.ofMinutes(4);

  private WholeLife() {}

  public static void main(String[] arguments) {
    try (Workspace workspace = Workspace.create("demo", Local.here().at(Path.of(arguments[0])))) {
      boolean ending =
          workspace.clusters().stream()
              .anyMatch(cluster -> cluster.state() == ClusterState.TERMINATING);
      if (!ending) {
        live(workspace, arguments[1]);
      }
      for (var cluster : workspace.clusters()) {
        System.out.println("TERMINATE " + cluster.name());
        List<String> left = workspace.attach(cluster.name()).terminate().leftBehind();
        require(left.isEmpty(), "left behind: " + left);
      }
      System.out.println("DONE");
    }
  }

  private static void live(Workspace workspace, String key) {
    System.out.println("START");
    try (Cluster cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(1).max(2))
            .startOrAttach()
            .await(SOON)) {
      System.out.println("JOB");
      JobSpec job = JobSpec.command("sh", "-c", "sleep 1; echo 42 > $CLOUDTIK_JOB_RESULT");
      JobResult result = cluster.submit(job.withKey(key)).await(SOON);
      boolean succeeded = result.status().state() == JobState.SUCCEEDED;
      System.out.println("JOB " + result.status());
      // It may have been the one that was killed, and then it says so.
      require(!succeeded || result.result().orElse("").equals("42\n"), "result lost: " + result);
      System.out.println("SCALE");
      cluster.scaleTo(2).await(SOON);
      cluster.awaitStatus(
          "to have two workers",
          status -> status.state() == ClusterState.READY && status.readyWorkers() == 2,
          SOON);
    }
  }

  private static void require(boolean condition, String message) {
    if (!condition) {
      throw new IllegalStateException(message);
    }
  }
}
