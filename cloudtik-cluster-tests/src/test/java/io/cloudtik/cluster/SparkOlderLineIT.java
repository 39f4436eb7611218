/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A cluster with Spark of the line before the default one. */
class SparkOlderLineIT {
  private static final String VERSION = "3.5.7";

  @Test
  void aJobRunsOnSparkOfTheOlderLine(@TempDir Path home) {
    try (Workspace workspace = Workspace.create("demo", Local.here().at(home))) {
      try (Cluster cluster =
          workspace
              .cluster("older")
              .withWorkers(w -> w.cpus(1).min(1).max(1))
              .withRuntime(Spark.version(VERSION).withoutConnect().withoutHistory())
              .start()
              .await(Duration.ofMinutes(5))) {
        JobResult result =
            cluster
                .submit(
                    SparkJob.sql(
                        """
                        SELECT split(version(), ' ')[0] AS version, sum(id) AS total
                          FROM range(0, 1000, 1, 4)
                        """))
                .await(Duration.ofMinutes(3));
        assertThat(result.succeeded()).as(result.output()).isTrue();
        assertThat(result.result().orElseThrow().strip())
            .isEqualTo("{\"version\":\"%s\",\"total\":499500}".formatted(VERSION));
        assertThat(cluster.terminate().leftBehind()).isEmpty();
      }
      workspace.delete();
    }
  }
}
