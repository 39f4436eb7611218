/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.module.scala.DefaultScalaModule;
import com.google.common.collect.ImmutableList;
import com.google.common.collect.Streams;
import io.cloudtik.JobResult;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program with Spark 4 and new libraries on its class path, whose cluster runs Spark as well. */
final class BesideSpark4IT {
  @TempDir Path home;

  @Test
  void aSparkClusterRunsAQueryWhileTheProgramUsesItsOwnNewLibraries() throws Exception {
    ObjectMapper mapper = new ObjectMapper().registerModule(new DefaultScalaModule());
    assertThat(mapper.version()).hasToString("2.20.1");
    assertThat(ImmutableList.class.getProtectionDomain().getCodeSource().getLocation().toString())
        .endsWith("guava-33.5.0-jre.jar");
    assertThat(SparkSession.builder()).isNotNull();

    JobResult result =
        OneCluster.run(
            home,
            draft -> draft.withRuntime(Spark.byDefault().withoutConnect().withoutHistory()),
            SparkJob.sql("SELECT sum(id) AS total FROM range(101)"));
    assertThat(result.succeeded()).as(result.output()).isTrue();
    assertThat(mapper.readTree(result.result().orElseThrow()).get("total").asLong())
        .isEqualTo(5050);
    assertThat(Streams.zip(Stream.of(1), Stream.of(2), Integer::sum)).containsExactly(3);
  }
}
