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
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkInstallationTest {
  @TempDir Path folder;
  private Path sparkHome;
  private TestNode node;
  private SparkLayout layout;

  @BeforeEach
  void makeSpark() throws IOException {
    sparkHome = folder.resolve("spark-4.0.1-bin");
    Path jars = Files.createDirectories(sparkHome.resolve("jars"));
    Files.writeString(jars.resolve("spark-core_2.13-4.0.1.jar"), "core");
    Files.writeString(jars.resolve("spark-connect_2.13-4.0.1.jar"), "connect");
    Files.writeString(sparkHome.resolve("RELEASE"), "Spark 4.0.1");
    node = TestNode.worker(folder.resolve("cluster"), ClusterSpec.builder().name("c").build());
    layout = new SparkLayout(node.home());
  }

  @AfterEach
  void dropLinks() throws IOException {
    Trees.delete(node.home());
  }

  private void install(Spark spark) {
    SparkRuntime runtime = new SparkRuntime(spark);
    runtime.prepare(node);
    runtime.install(node);
  }

  @Test
  void anInstalledSparkIsLinked() {
    install(Spark.home(sparkHome));
    assertThat(layout.jars()).isSymbolicLink();
    assertThat(layout.jars().resolve("spark-core_2.13-4.0.1.jar")).hasContent("core");
    assertThat(layout.inside().resolve("io/cloudtik/runtime/spark/inside/RunSql.class")).exists();
    assertThat(SparkVersion.of(layout.jars())).isEqualTo(new SparkVersion("4.0.1", "2.13", true));
  }

  @Test
  void anIsolatedNodeGetsCopies() {
    node.isolated = true;
    install(Spark.home(sparkHome));
    assertThat(layout.jars()).isDirectory();
    assertThat(Files.isSymbolicLink(layout.jars())).isFalse();
    assertThat(layout.jars().resolve("spark-core_2.13-4.0.1.jar"))
        .hasContent("core")
        .satisfies(jar -> assertThat(Files.isSymbolicLink(jar)).isFalse());
  }

  @Test
  void installingAgainKeepsWhatIsThereUntilTheSourceChanges() throws IOException {
    install(Spark.home(sparkHome));
    Path trace = Files.createFile(layout.distribution().resolve("trace"));
    install(Spark.home(sparkHome));
    assertThat(trace).exists();
    install(Spark.home(sparkHome).withoutConnect());
    assertThat(trace).doesNotExist();
    assertThat(sparkHome.resolve("jars/spark-core_2.13-4.0.1.jar")).exists();
  }

  @Test
  void anArchiveIsCheckedAndUnpacked() throws Exception {
    Path archive = pack();
    install(Spark.archive(archive.toUri(), Hashes.of(archive, "SHA-512")));
    assertThat(layout.jars().resolve("spark-core_2.13-4.0.1.jar")).hasContent("core");
  }

  @Test
  void anArchiveWithAnotherChecksumIsRefused() throws Exception {
    Path archive = pack();
    assertUnresolved(
        Spark.archive(archive.toUri(), "ab".repeat(32)),
        "has another checksum: expected SHA-256 abab");
    assertThat(node.cache()).isEmptyDirectory();
  }

  @Test
  void anArchiveThatIsCutOffIsRefused() throws Exception {
    Path archive = pack();
    byte[] whole = Files.readAllBytes(archive);
    String checksum = Hashes.of(archive, "SHA-256");
    Files.write(archive, Arrays.copyOf(whole, whole.length / 2));
    assertUnresolved(Spark.archive(archive.toUri(), checksum), "has another checksum");
    assertUnresolved(
        Spark.archive(archive.toUri(), Hashes.of(archive, "SHA-256")), "could not be unpacked");
  }

  @Test
  void anArchiveOfSomethingElseIsRefused() throws Exception {
    Trees.delete(sparkHome.resolve("jars"));
    Path archive = pack();
    assertUnresolved(
        Spark.archive(archive.toUri(), Hashes.of(archive, "SHA-256")), "expected a spark-core jar");
  }

  @Test
  void anArchiveThatIsNotThereIsNamed() {
    Path missing = folder.resolve("none.tgz");
    assertUnresolved(
        Spark.archive(missing.toUri(), "ab".repeat(32)), missing + " could not be fetched");
  }

  @Test
  void aDirectoryWithoutSparkIsRefused() {
    assertUnresolved(Spark.home(folder.resolve("nowhere")), "expected a spark-core jar");
  }

  @Test
  void connectNeedsItsJar() throws IOException {
    Files.delete(sparkHome.resolve("jars/spark-connect_2.13-4.0.1.jar"));
    assertUnresolved(Spark.home(sparkHome), "has no spark-connect jar");
    install(Spark.home(sparkHome).withoutConnect());
    assertThat(layout.jars()).exists();
  }

  private void assertUnresolved(Spark spark, String message) {
    assertThatThrownBy(() -> install(spark))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.ARTIFACT_UNRESOLVED))
        .hasMessageContaining(message);
    assertThat(layout.distribution()).doesNotExist();
  }

  private Path pack() throws IOException, InterruptedException {
    Path archive = folder.resolve("spark.tgz");
    Process tar =
        new ProcessBuilder(
                "tar", "-czf", archive.toString(), "-C", folder.toString(), "spark-4.0.1-bin")
            .inheritIO()
            .start();
    assertThat(tar.waitFor()).isZero();
    return archive;
  }
}
