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
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Jars for S3 come from a repository in a directory, which the user's settings name. */
class StorageJarsTest {
  private static final String SDK = "software.amazon.awssdk";

  @TempDir Path folder;
  private Path sparkHome;
  private TestNode node;
  private SparkLayout layout;
  private String userHome;

  @BeforeEach
  void make() throws Exception {
    sparkHome = folder.resolve("spark-4.0.1-bin");
    addToSpark("spark-core_2.13-4.0.1.jar");
    addToSpark("hadoop-client-api-3.4.1.jar");
    addToSpark("netty-buffer-4.1.118.Final.jar");
    addToSpark("annotations-17.0.0.jar");
    node =
        TestNode.worker(folder.resolve("cluster"), ClusterSpec.builder().name("c").build())
            .data(URI.create("s3a://bucket/ws/data/"), Map.of());
    layout = new SparkLayout(node.home());
    publish("org.apache.hadoop", "hadoop-aws", "3.4.1", SDK + ":bundle:2.24.6");
    publish("org.apache.spark", "spark-core_2.13", "4.0.1");
    publish(
        "org.apache.spark", "spark-hadoop-cloud_2.13", "4.0.1", "org.apache.hadoop:hadoop-gcp:1");
    publish(SDK, "s3", "2.29.52", SDK + ":annotations:2.29.52", "io.netty:netty-buffer:4.1.115");
    publish(SDK, "s3-transfer-manager", "2.29.52");
    publish(SDK, "sts", "2.29.52");
    publish(SDK, "annotations", "2.29.52");
    publish("io.netty", "netty-buffer", "4.1.115");
    userHome = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    Path settings = Files.createDirectories(folder.resolve(".m2")).resolve("settings.xml");
    Files.writeString(
        settings,
        "<settings><mirrors><mirror><id>m</id><mirrorOf>*</mirrorOf><url>%s</url></mirror></mirrors></settings>"
            .formatted(folder.resolve("remote").toUri()));
  }

  @AfterEach
  void end() throws IOException {
    System.setProperty("user.home", userHome);
    Trees.delete(node.home()); // its links lead out of the temporary directory
  }

  private void addToSpark(String jar) throws IOException {
    Path jars = Files.createDirectories(sparkHome.resolve("jars"));
    Files.writeString(jars.resolve(jar), jar);
  }

  private void publish(String group, String artifact, String version, String... dependencies)
      throws Exception {
    Path directory =
        folder.resolve("remote").resolve(group.replace('.', '/')).resolve(artifact + "/" + version);
    Files.createDirectories(directory);
    StringBuilder depends = new StringBuilder();
    for (String dependency : dependencies) {
      String[] parts = dependency.split(":", 3);
      depends.append(
          "<dependency><groupId>%s</groupId><artifactId>%s</artifactId><version>%s</version></dependency>"
              .formatted(parts[0], parts[1], parts[2]));
    }
    String name = artifact + "-" + version;
    publish(directory.resolve(name + ".jar"), name);
    publish(
        directory.resolve(name + ".pom"),
        """
        <project><modelVersion>4.0.0</modelVersion><groupId>%s</groupId><artifactId>%s</artifactId>
        <version>%s</version><dependencies>%s</dependencies></project>
        """
            .formatted(group, artifact, version, depends));
  }

  private static void publish(Path file, String content) throws Exception {
    Files.writeString(file, content);
    byte[] sum = MessageDigest.getInstance("SHA-1").digest(Files.readAllBytes(file));
    Files.writeString(Path.of(file + ".sha1"), HexFormat.of().formatHex(sum));
  }

  private void install(Spark spark) {
    SparkRuntime runtime = new SparkRuntime(spark);
    runtime.prepare(node);
    runtime.install(node);
  }

  private void assertHasJarsForS3() {
    assertThat(JarNames.in(layout.storage()).names())
        .containsExactly(
            "annotations-2.29.52.jar",
            "hadoop-aws-3.4.1.jar",
            "s3-2.29.52.jar",
            "s3-transfer-manager-2.29.52.jar",
            "spark-hadoop-cloud_2.13-4.0.1.jar",
            "sts-2.29.52.jar");
  }

  @Test
  void aSparkOfADirectoryGetsTheJarsOfItsHadoopWithoutTheBundleAndWithoutWhatItHas() {
    install(Spark.home(sparkHome).withoutConnect());

    assertHasJarsForS3();
    assertThat(layout.jars()).isSymbolicLink();
    assertThat(node.delivered).containsKeys("home", "storage/hadoop-aws-3.4.1.jar");
  }

  @Test
  void aSparkOfAnArchiveGetsThem() throws Exception {
    Path archive = folder.resolve("spark.tgz");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", archive.toString(), "-C", folder.toString(), "spark-4.0.1-bin")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();

    install(Spark.archive(archive.toUri(), Hashes.of(archive, "SHA-256")).withoutConnect());

    assertHasJarsForS3();
    assertThat(node.delivered).containsKeys("spark.tgz", "storage/sts-2.29.52.jar");
  }

  @Test
  void nodesElsewhereHaveWhatTheyWereSent() throws Exception {
    Path sent = Files.createDirectories(folder.resolve("sent/storage"));
    Files.writeString(sent.resolve("hadoop-aws-3.4.1.jar"), "sent");
    node.sent = sent.getParent();

    new SparkInstallation(Spark.home(sparkHome).withoutConnect()).install(node);

    assertThat(JarNames.in(layout.storage()).names()).containsExactly("hadoop-aws-3.4.1.jar");
  }

  @Test
  void aSparkThatHasItsOwnGetsNone() throws IOException {
    addToSpark("hadoop-aws-3.4.1.jar");

    install(Spark.home(sparkHome).withoutConnect());

    assertThat(layout.storage()).doesNotExist();
  }

  @Test
  void aSparkOfAnOlderHadoopIsRefused() throws IOException {
    Files.delete(sparkHome.resolve("jars/hadoop-client-api-3.4.1.jar"));
    assertRefused(
        Spark.home(sparkHome).withoutConnect(), "no hadoop-client-api jar: expected Hadoop 3.4");
    addToSpark("hadoop-client-api-3.3.4.jar");
    assertRefused(
        Spark.home(sparkHome).withoutConnect(),
        "Spark 4.0.1 of this source has Hadoop 3.3.4: expected Hadoop 3.4 or newer");
  }

  @Test
  void aStorageThatSparkCannotReadIsRefusedUnlessAPackageCan() {
    node.data(URI.create("moon://bucket/"), Map.of());

    assertRefused(
        Spark.byDefault(), "addresses of scheme 'moon', which Spark cannot read; add the package");
  }

  @Test
  void whatIsInFilesNeedsNoJars() {
    node.data(folder.resolve("data").toUri(), Map.of());

    install(Spark.home(sparkHome).withoutConnect());

    assertThat(layout.storage()).doesNotExist();
    assertThat(node.delivered.keySet()).isEqualTo(java.util.Set.of("home"));
  }

  @Test
  void anInstallationForOneStorageIsMadeAgainForAnother() {
    Spark spark = Spark.home(sparkHome).withoutConnect();
    node.data(folder.resolve("data").toUri(), Map.of());
    install(spark);

    node.data(URI.create("s3a://bucket/ws/data/"), Map.of());
    install(spark);

    assertHasJarsForS3();
  }

  @Test
  void executorsGetThemByTheEnvironmentAndTheDirectoryOfEventsIsMadeWhereItIsNeeded() {
    install(Spark.home(sparkHome).withoutConnect());
    List<String> job =
        new SparkRuntime(Spark.home(sparkHome))
            .jobProcess(SparkJob.sql("SELECT 1").toJobSpec(), new TestJobContext(node))
            .command();
    var worker = new SparkServices(Spark.home(sparkHome), node).describe().services().get(0);

    String jars = layout.storage() + "/*";
    assertThat(job).anyMatch(argument -> argument.endsWith(layout.jars() + "/*:" + jars));
    assertThat(job)
        .containsSubsequence(
            "io.cloudtik.runtime.spark.inside.WithEventDirectory",
            "org.apache.spark.deploy.SparkSubmit")
        .contains("spark.cloudtik.files=s3a://bucket/ws/data/jobs/job-1");
    assertThat(worker.process().environment()).containsEntry("SPARK_DIST_CLASSPATH", jars);
    assertThat(worker.process().command())
        .doesNotContain("io.cloudtik.runtime.spark.inside.WithEventDirectory");
  }

  private void assertRefused(Spark spark, String message) {
    assertThatThrownBy(() -> install(spark))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.ARTIFACT_UNRESOLVED))
        .hasMessageContaining(message);
    assertThat(layout.distribution()).doesNotExist();
  }
}
