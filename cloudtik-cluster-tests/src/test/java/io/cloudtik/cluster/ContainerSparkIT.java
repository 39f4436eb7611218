/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark whose head and workers are containers on three machines with addresses of their own. */
@InFull
class ContainerSparkIT {
  private static final Duration SOON = Duration.ofMinutes(5);

  @Test
  void aJobOfSparkRunsAcrossContainersOnThreeMachines(@TempDir Path home) {
    try (DockerHosts hosts = DockerHosts.start(home, 3);
        Workspace workspace = Workspace.create("boxes", hosts.provider())) {
      Cluster cluster =
          workspace
              .cluster("spark")
              .withWorkers(w -> w.cpus(1).min(2).max(2))
              .withRuntime(Spark.byDefault().withoutConnect())
              .withContainer(hosts::describe)
              .start()
              .await(SOON);

      JobResult result =
          cluster
              .submit(
                  SparkJob.sql(
                      "select count(*) as n, sum(id) as s, count(distinct id % 7) as d"
                          + " from range(0, 100000, 1, 8)"))
              .await(SOON);

      assertThat(result.succeeded()).as(result.output()).isTrue();
      assertThat(result.result().orElse("") + result.output())
          .contains("100000")
          .contains("4999950000");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      assertThat(hosts.left()).isEmpty();
      workspace.delete();
    }
  }
}
