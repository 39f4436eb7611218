/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.io.IOException;
import java.io.Reader;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkConfTest {
  @TempDir Path cluster;

  private Properties written(Spark spark) throws IOException {
    return written(spark, TestNode.worker(cluster, ClusterSpec.builder().name("c").build()));
  }

  private static Properties written(Spark spark, TestNode node) throws IOException {
    new SparkConf(spark, node).write("spark://127.1.2.3:7077");
    Properties properties = new Properties();
    try (Reader reader = Files.newBufferedReader(new SparkLayout(node.home()).defaults())) {
      properties.load(reader);
    }
    return properties;
  }

  @Test
  void rpcIsAuthenticatedAndRestSubmissionIsOff() throws IOException {
    assertThat(written(Spark.byDefault()))
        .containsEntry("spark.master", "spark://127.1.2.3:7077")
        .containsEntry("spark.authenticate", "true")
        .containsEntry("spark.authenticate.secret", TestNode.SECRET)
        .containsEntry("spark.master.rest.enabled", "false")
        .containsEntry("spark.driver.bindAddress", "127.0.0.2")
        .containsEntry("spark.executor.memory", "896m");
  }

  @Test
  void eventLogsLieInTheDataOfTheWorkspace() throws IOException {
    String events = "file://" + cluster.resolve("data/spark/events");
    assertThat(written(Spark.byDefault()))
        .containsEntry("spark.eventLog.enabled", "true")
        .containsEntry("spark.eventLog.dir", events)
        .containsEntry("spark.history.fs.logDirectory", events);
    assertThat(cluster.resolve("data/spark/events")).isDirectory();
  }

  private Properties writtenInS3(Spark spark) throws IOException {
    TestNode node =
        TestNode.worker(cluster, ClusterSpec.builder().name("c").build())
            .data(
                URI.create("s3a://bucket.of-us/my%20ws/data/"),
                Map.of("fs.s3a.endpoint.region", "eu-west-1", "fs.s3a.path.style.access", "true"));
    return written(spark, node);
  }

  @Test
  void dataInS3IsReachedByTheRoleOfTheMachineAndOtherBucketsAsUsual() throws IOException {
    String bucket = "spark.hadoop.fs.s3a.bucket.bucket.of-us.";
    assertThat(writtenInS3(Spark.byDefault()))
        .containsEntry(bucket + "endpoint.region", "eu-west-1")
        .containsEntry(bucket + "path.style.access", "true")
        .containsEntry(
            bucket + "aws.credentials.provider",
            "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider")
        .doesNotContainKeys(
            "spark.hadoop.fs.s3a.endpoint.region", "spark.hadoop.fs.s3a.aws.credentials.provider");
  }

  @Test
  void whereJobsHaveRightsOfTheirOwnThoseAreReadAnewWhenTheyEnd() throws IOException {
    TestNode node =
        TestNode.head(cluster, ClusterSpec.builder().name("c").build())
            .data(URI.create("s3a://bucket/data/"), Map.of());
    node.rights = cluster.resolve("job-rights");

    assertThat(written(Spark.byDefault(), node))
        .containsEntry(
            "spark.hadoop.fs.s3a.bucket.bucket.aws.credentials.provider",
            "software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider,"
                + "org.apache.hadoop.fs.s3a.auth.IAMInstanceCredentialsProvider");
    SparkLayout layout = new SparkLayout(node.home());
    assertThat(Files.readString(layout.awsProfile()))
        .isEqualTo("[default]\ncredential_process = cat \"%s\"\n".formatted(node.rights));
    Path jars = Files.createDirectories(layout.distribution().resolve("jars"));
    Files.createFile(jars.resolve("spark-core_2.13-4.0.1.jar"));
    assertThat(
            new SparkProcess(layout, node.javaHome(), node.address())
                .run(node.scratch(), List.of("Main"))
                .command())
        .contains("-Daws.sharedCredentialsFile=" + layout.awsProfile());
  }

  @Test
  void eventLogsInS3AreClosedBitByBitAndLieInTheBucket() throws IOException {
    assertThat(writtenInS3(Spark.byDefault()))
        .containsEntry("spark.eventLog.dir", "s3a://bucket.of-us/my%20ws/data/spark/events")
        .containsEntry(
            "spark.history.fs.logDirectory", "s3a://bucket.of-us/my ws/data/spark/events")
        .containsEntry("spark.sql.warehouse.dir", "s3a://bucket.of-us/my ws/data/spark/warehouse")
        .containsEntry("spark.eventLog.rolling.enabled", "true")
        .containsEntry("spark.eventLog.rolling.maxFileSize", "10m");
  }

  @Test
  void whatTheUserSetsForS3Wins() throws IOException {
    Spark spark =
        Spark.byDefault()
            .withConf("spark.hadoop.fs.s3a.aws.credentials.provider", "com.acme.Vault")
            .withConf("spark.eventLog.rolling.enabled", "false");
    assertThat(writtenInS3(spark))
        .containsEntry("spark.hadoop.fs.s3a.aws.credentials.provider", "com.acme.Vault")
        .containsEntry("spark.eventLog.rolling.enabled", "false")
        .doesNotContainKey("spark.hadoop.fs.s3a.bucket.bucket.of-us.aws.credentials.provider");
  }

  @Test
  void committersForS3AreUsedWhereSparkHasThem() throws IOException {
    String protocol = "spark.sql.sources.commitProtocolClass";
    assertThat(writtenInS3(Spark.byDefault())).doesNotContainKey(protocol);
    Path storage = new SparkLayout(cluster.resolve("workers-1/home")).storage();
    Files.createDirectories(storage);
    Files.createFile(storage.resolve("spark-hadoop-cloud_2.13-4.0.1.jar"));
    assertThat(writtenInS3(Spark.byDefault()))
        .containsEntry("spark.hadoop.fs.s3a.committer.name", "magic")
        .containsKey(protocol);
    assertThat(written(Spark.byDefault())).doesNotContainKey(protocol);
  }

  @Test
  void placesWithSpacesAreWrittenAsWhoReadsThemWantsThem() throws IOException {
    cluster = cluster.resolve("my höme");
    String data = cluster.resolve("data/spark").toString();
    assertThat(written(Spark.byDefault()))
        .containsEntry("spark.history.fs.logDirectory", "file://" + data + "/events")
        .containsEntry("spark.sql.warehouse.dir", "file://" + data + "/warehouse")
        .containsEntry(
            "spark.eventLog.dir",
            "file://" + Path.of(data, "events").toUri().getRawPath().replaceFirst("/$", ""));
  }

  @Test
  void aMasterFindsItsWorkersAndApplicationsAgain() throws IOException {
    assertThat(written(Spark.byDefault()))
        .containsEntry("spark.deploy.recoveryMode", "FILESYSTEM")
        .hasEntrySatisfying(
            "spark.deploy.recoveryDirectory",
            directory -> assertThat(directory).asString().startsWith(cluster.toString()));
  }

  @Test
  void theUsersEntriesWinOverOurDefaults() throws IOException {
    Spark spark =
        Spark.byDefault()
            .withConf("spark.executor.memory", "600m")
            .withConf("spark.x.path", "C:\\a\nb");
    assertThat(written(spark))
        .containsEntry("spark.executor.memory", "600m")
        .containsEntry("spark.x.path", "C:\\a\nb");
  }

  @Test
  void onSmallNodesOnlyWhatRunsVeryOftenIsOptimizedAndLargeOnesHaveJavasDefaults()
      throws IOException {
    assertThat(written(Spark.byDefault()).getProperty("spark.executor.extraJavaOptions"))
        .contains("-XX:+UseSerialGC", "-XX:Tier4BackEdgeThreshold=")
        .doesNotContain("TieredStopAtLevel");
    assertThat(JvmRule.job(2)).isNotEmpty();
    assertThat(JvmRule.job(4)).isEmpty();
  }

  @Test
  void aShuffleHasPartsForAllCoresThatTheClusterMayHave() throws IOException {
    assertThat(written(Spark.byDefault())).containsEntry("spark.sql.shuffle.partitions", "16");
    assertThat(parts(3, 1)).isEqualTo(24);
    assertThat(parts(1000, 64)).isEqualTo(200);
  }

  private static int parts(int workers, int cpus) {
    return ShuffleRule.parts(
        ClusterSpec.builder()
            .name("c")
            .workerGroups(List.of(WorkerGroupSpec.builder().max(workers).cpus(cpus).build()))
            .build(),
        2);
  }

  @Test
  void onlyTheirOwnerCanReadTheFilesWithTheSecret() throws IOException {
    written(Spark.byDefault());
    SparkLayout layout = new SparkLayout(cluster.resolve("workers-1/home"));
    for (Path file : new Path[] {layout.defaults(), layout.token()}) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
    }
  }

  @Test
  void whatIsRenderedIsReadBackAsItWas() throws IOException {
    Map<String, String> entries = Map.of("spark.a", "b  c = d:e#f!", "spark.b", "\\t\n\\");
    Properties read = new Properties();
    read.load(new java.io.ByteArrayInputStream(SparkConf.render(entries)));
    assertThat(read).isEqualTo(entries);
  }
}
