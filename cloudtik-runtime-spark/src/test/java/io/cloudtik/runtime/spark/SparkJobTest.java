/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJobTest {
  @Test
  void aJarJobCarriesItsJarAndSettings() {
    JobSpec job =
        SparkJob.jar(Path.of("/lib/etl.jar"))
            .mainClass("com.acme.Etl")
            .args("a", "b c")
            .conf("spark.sql.shuffle.partitions", "8")
            .key("run-7")
            .timeLimit(Duration.ofMinutes(5))
            .toJobSpec();
    assertThat(job.kind()).isEqualTo("spark-jar");
    assertThat(job.name()).isEqualTo("etl.jar");
    assertThat(job.arguments()).containsExactly("a", "b c");
    assertThat(job.options())
        .containsEntry("jar", "etl.jar")
        .containsEntry("mainClass", "com.acme.Etl")
        .containsEntry("conf.spark.sql.shuffle.partitions", "8");
    assertThat(job.files()).containsEntry("etl.jar", Path.of("/lib/etl.jar"));
    assertThat(job.key()).contains("run-7");
    assertThat(job.timeLimit()).contains(Duration.ofMinutes(5));
  }

  @Test
  void eachMethodLeavesTheJobUnchanged() {
    SparkJob base = SparkJob.sql("SELECT 1");
    SparkJob named = base.name("one");
    assertThat(base.toJobSpec().name()).isEqualTo("sql");
    assertThat(named.toJobSpec().name()).isEqualTo("one");
    assertThat(named).isNotEqualTo(base).isEqualTo(base.name("one"));
  }

  @Test
  void anSqlFileIsAFileOfTheJob() {
    JobSpec job =
        SparkJob.sqlFile(Path.of("/q/top.sql")).file("d/x.csv", Path.of("/x")).toJobSpec();
    assertThat(job.kind()).isEqualTo("spark-sql");
    assertThat(job.files()).containsOnlyKeys("top.sql", "d/x.csv");
  }

  @Test
  void aDirectoryIsAllOfItsFiles(@TempDir Path folder) throws IOException {
    Files.createDirectories(folder.resolve("a/b"));
    Path x = Files.createFile(folder.resolve("a/x.csv"));
    Path y = Files.createFile(folder.resolve("a/b/y.csv"));
    JobSpec job = SparkJob.sql("SELECT 1").directory("d", folder.resolve("a")).toJobSpec();
    assertThat(job.files()).containsOnly(entry("d/x.csv", x), entry("d/b/y.csv", y));
    assertThatThrownBy(() -> SparkJob.sql("SELECT 1").directory("d", folder.resolve("none")))
        .hasMessageContaining("none of a job cannot be read");
  }

  @Test
  void wrongSettingsAreRefusedWhereTheyAreMade() {
    assertThatThrownBy(() -> SparkJob.sql(" ")).isInstanceOf(InvalidSpecException.class);
    assertThatThrownBy(() -> SparkJob.sql("SELECT 1").conf("spark.my.password", "x"))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("no secrets");
  }
}
