/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.JobResult;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark on instances of the emulated AWS, whose data is the bucket of the workspace. */
@InFull
class AwsSparkIT {
  private static final Duration SOON = Duration.ofMinutes(15);

  @Test
  void aJobReadsAndWritesTheBucketOfTheWorkspace(@TempDir Path directory) throws Exception {
    Path numbers = directory.resolve("numbers.csv");
    StringBuilder csv = new StringBuilder();
    for (int i = 0; i < 1_000; i++) {
      csv.append(i).append('\n');
    }
    Files.writeString(numbers, csv);
    try (AwsRegion region = new AwsRegion();
        Workspace workspace = Workspace.create("aws-spark", region.provider())) {
      Cluster cluster =
          workspace
              .cluster("spark")
              .withWorkers(w -> w.cpus(1).min(2).max(2))
              .withRuntime(Spark.byDefault())
              .start()
              .await(SOON);

      JobResult result =
          cluster
              .submit(
                  SparkJob.sql(
                          """
                          CREATE TEMPORARY VIEW numbers (n INT)
                            USING csv OPTIONS (path '${spark.cloudtik.files}/numbers.csv');
                          CREATE TABLE kept USING parquet AS SELECT n, n % 7 AS d FROM numbers;
                          SELECT count(*) AS c, sum(n) AS s, count(DISTINCT d) AS d FROM kept
                          """)
                      .file("numbers.csv", numbers))
              .await(SOON);

      assertThat(result.succeeded()).as(result.output()).isTrue();
      assertThat(result.result().orElse("")).contains("1000", "499500", "7");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      assertThat(TestMachines.data(workspace, "spark/warehouse/kept/"))
          .anyMatch(path -> path.endsWith(".parquet"));
      assertThat(TestMachines.data(workspace, "spark/events/")).isNotEmpty();
      workspace.delete(Retained.DELETE);
      assertThat(region.cloud().leftovers()).isEmpty();
    }
  }
}
