/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.module.scala.DefaultScalaModule;
import com.google.common.base.Joiner;
import com.google.common.collect.ImmutableList;
import io.cloudtik.JobResult;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A program that has a Spark 3.5 session of its own, with the libraries that it came with, and
 * whose cluster runs the same Spark.
 */
final class BesideSpark3IT {
  @TempDir Path home;

  @Test
  void aClusterOfTheOlderSparkRunsAQueryWhileTheProgramUsesItsOwnOldLibraries() throws Exception {
    ObjectMapper mapper = new ObjectMapper().registerModule(new DefaultScalaModule());
    assertThat(mapper.version()).hasToString("2.15.2");
    assertThat(ImmutableList.class.getProtectionDomain().getCodeSource().getLocation().toString())
        .endsWith("guava-14.0.1.jar");

    try (SparkSession session =
        SparkSession.builder()
            .master("local[1]")
            .config("spark.driver.host", "127.0.0.1")
            .config("spark.driver.bindAddress", "127.0.0.1")
            .config("spark.ui.enabled", "false")
            .getOrCreate()) {
      assertThat(session.version()).isEqualTo("3.5.7");
      JobResult result =
          OneCluster.run(
              home,
              draft ->
                  draft.withRuntime(
                      Spark.version(session.version()).withoutConnect().withoutHistory()),
              SparkJob.sql(
                  """
                  SELECT split(version(), ' ')[0] AS version, sum(id) AS total
                    FROM range(0, 1000, 1, 4)
                  """));
      assertThat(result.succeeded()).as(result.output()).isTrue();
      assertThat(result.result().orElseThrow().strip())
          .isEqualTo("{\"version\":\"3.5.7\",\"total\":499500}");

      long sum = session.sql("SELECT sum(id) FROM range(101)").first().getLong(0);
      assertThat(mapper.writeValueAsString(List.of(sum, result.status().exitCode().orElse(-1))))
          .isEqualTo("[5050,0]");
      assertThat(Joiner.on('+').join(ImmutableList.of(1, 2))).isEqualTo("1+2");
    }
  }
}
