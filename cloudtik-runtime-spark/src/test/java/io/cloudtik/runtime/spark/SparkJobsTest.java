/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.runtime.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJobsTest {
  @TempDir Path cluster;
  private TestJobContext context;

  @BeforeEach
  void install() throws IOException {
    context = new TestJobContext(TestNode.worker(cluster, ClusterSpec.builder().name("c").build()));
    Path jars = Files.createDirectories(new SparkLayout(context.home()).jars());
    Files.createFile(jars.resolve("spark-core_2.13-4.0.1.jar"));
  }

  private ProcessSpec process(SparkJob job) {
    return process(Spark.byDefault(), job);
  }

  private ProcessSpec process(Spark spark, SparkJob job) {
    return new SparkRuntime(spark).jobProcess(job.toJobSpec(), context);
  }

  @Test
  void aJarRunsWithItsMainClassAndArgumentsInTheJobsDirectory() throws IOException {
    Path jar = Files.createFile(context.directory().resolve("etl.jar"));
    ProcessSpec process =
        process(
            SparkJob.jar(Path.of("/client/etl.jar"))
                .mainClass("com.acme.Etl")
                .args("--day", "x y")
                .conf("spark.sql.shuffle.partitions", "8"));
    assertThat(process.command())
        .containsSequence("--name", "etl.jar")
        .containsSequence("--conf", "spark.sql.shuffle.partitions=8")
        .containsSequence("--class", "com.acme.Etl", jar.toString(), "--day", "x y")
        .contains("-Xmx512m");
    assertThat(process.directory()).isEqualTo(context.directory());
  }

  @Test
  void furtherJarsAreOnTheClassPathAlsoWithACommaInTheirName() throws IOException {
    Files.createFile(context.directory().resolve("etl.jar"));
    Files.createDirectories(context.directory().resolve("lib"));
    Path jar = Files.createFile(context.directory().resolve("lib/a,b.jar"));
    SparkJob job = SparkJob.jar(Path.of("/client/etl.jar")).jars(Path.of("/client/a,b.jar"));
    assertThat(process(job).command())
        .containsSequence("--jars", jar.toUri().toString().replace(",", "%2C"));
  }

  @Test
  void jobsAreToldWhereAllNodesReadTheirFiles() {
    String files = context.files().toString();
    assertThat(process(SparkJob.sql("SELECT 1")).command())
        .contains("spark.cloudtik.files=" + files.substring(0, files.length() - 1));
  }

  @Test
  void sqlTextIsWrittenForTheDriver() throws IOException {
    ProcessSpec process = process(SparkJob.sql("SELECT 'x y'"));
    Path script = Path.of(process.command().get(process.command().size() - 1));
    assertThat(process.command()).contains("io.cloudtik.runtime.spark.inside.RunSql");
    assertThat(script).hasContent("SELECT 'x y'");
  }

  @Test
  void theDriversMemoryCanBeSet() {
    SparkJob job = SparkJob.sql("SELECT 1").conf("spark.driver.memory", "2g");
    Spark spark = Spark.byDefault().withConf("spark.driver.memory", "1g");
    assertThat(process(spark, job).command()).contains("-Xmx2048m");
    assertThat(process(spark, SparkJob.sql("SELECT 1")).command()).contains("-Xmx1024m");
  }

  @Test
  void theDriversJavaCanBeSetOverOurs() {
    SparkJob job =
        SparkJob.sql("SELECT 1").conf("spark.driver.extraJavaOptions", " -XX:+UseParallelGC -Da=b");
    assertThat(process(job).command())
        .containsSubsequence(
            "-XX:Tier4BackEdgeThreshold=4000000", "-XX:+UseParallelGC", "-Da=b", "-cp")
        .doesNotContain("-XX:+UseSerialGC");
  }

  @Test
  void aPythonProgramRunsWithItsFiles() throws IOException {
    Path library =
        Files.createDirectories(PythonLibrary.in(new SparkLayout(context.home()).distribution()));
    Files.createFile(library.resolve("pyspark.zip"));
    Path program = Files.createFile(context.directory().resolve("etl.py"));
    Path module = context.directory().resolve("lib/util.py");
    Files.createDirectories(module.getParent());
    Files.createFile(module);
    SparkJob job =
        SparkJob.python(Path.of("/c/etl.py")).pythonFiles(Path.of("/c/util.py")).args("7");
    assertThat(process(job.conf("spark.pyspark.python", "/bin/sh")).command())
        .containsSequence("--py-files", module.toUri().toString(), program.toString(), "7");
  }

  @Test
  void withoutPythonOrItsLibraryAProgramIsRefusedWithWhatWasLookedFor() {
    SparkJob job = SparkJob.python(Path.of("/client/etl.py"));
    assertThatThrownBy(() -> process(job.conf("spark.pyspark.python", "python-none")))
        .hasMessageContaining("looked for 'python-none' in PATH=");
    assertThatThrownBy(() -> process(job.conf("spark.pyspark.python", "/bin/sh")))
        .hasMessageContaining("looked for pyspark.zip in")
        .hasMessageContaining("Spark.withPython()")
        .hasMessageContaining("install pyspark 4.0.1");
    assertThatThrownBy(() -> SparkJob.python(Path.of("/client/etl.sh")))
        .hasMessageContaining("expected a file that ends in .py, got '/client/etl.sh'");
  }

  @Test
  void aMissingFileIsNamed() {
    assertThatThrownBy(() -> process(SparkJob.jar(Path.of("/client/etl.jar"))))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.JOB_REJECTED))
        .hasMessageContaining("job 'etl.jar' cannot run: its file")
        .hasMessageContaining("etl.jar is not there");
  }
}
