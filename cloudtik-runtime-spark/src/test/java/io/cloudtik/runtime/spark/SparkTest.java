/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.runtime.RuntimeFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class SparkTest {
  private final SparkRuntimeFactory factory = new SparkRuntimeFactory();

  @Test
  void theDefaultIsAllOfSparkFromMaven() {
    Spark spark = Spark.byDefault();
    assertThat(spark.version()).isEqualTo("4.0.1");
    assertThat(spark.source()).isEqualTo(MavenSource.byDefault());
    assertThat(spark.connect()).isTrue();
    assertThat(spark.history()).isTrue();
    assertThat(spark.conf()).isEmpty();
  }

  static Stream<Spark> configs() {
    return Stream.of(
        Spark.byDefault(),
        Spark.version("3.5.7").withoutConnect().withoutHistory().withConf("spark.a.b", "c d=e"),
        Spark.home(Path.of("/opt/spark")),
        Spark.archive(URI.create("https://a.example/spark.tgz"), "ab".repeat(32)),
        Spark.byDefault()
            .withMaven(
                m ->
                    m.offline(true)
                        .settings(Path.of("/s.xml"))
                        .localRepository(Path.of("/r"))
                        .addPackages("z:y:2")
                        .addPackages("a:b:1")));
  }

  @ParameterizedTest
  @MethodSource("configs")
  void encodingAndDecodingGiveTheSameConfig(Spark spark) {
    assertThat(factory.decode(factory.encode(spark))).isEqualTo(spark);
  }

  @Test
  void theFactoryIsFoundAsAService() {
    assertThat(ServiceLoader.load(RuntimeFactory.class))
        .anySatisfy(found -> assertThat(found).isInstanceOf(SparkRuntimeFactory.class));
    assertThat(factory.name()).isEqualTo("spark");
    assertThat(factory.spiVersion()).isEqualTo(RuntimeFactory.SPI_VERSION);
  }

  @Test
  void allProblemsAreToldAtOnce() {
    assertThatThrownBy(
            () ->
                Spark.builder()
                    .version("latest")
                    .putConf("spark.master", "local")
                    .putConf("spark.hadoop.fs.s3a.secret.key", "x")
                    .putConf("driver memory", "1g")
                    .build())
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e ->
                assertThat(e.problems())
                    .containsExactly(
                        "spark.version: expected a version like 4.0.1, got 'latest'",
                        "spark.conf: expected no entry that the runtime sets, got 'spark.master'",
                        "spark.conf: expected no secrets, since specs and jobs are stored, got"
                            + " 'spark.hadoop.fs.s3a.secret.key'",
                        "spark.conf: expected names like spark.x.y, got 'driver memory'"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "ab", "zz"})
  void anArchiveNeedsAChecksum(String checksum) {
    assertThatThrownBy(() -> Spark.archive(URI.create("https://a.example/s.tgz"), checksum))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("spark.archive.checksum: expected 64 (SHA-256) or 128 (SHA-512)");
  }

  @Test
  void anArchiveIsFetchedByKnownSchemesWithoutCredentials() {
    assertThatThrownBy(() -> Spark.archive(URI.create("ftp://me:pw@a/s.tgz"), "ab".repeat(64)))
        .isInstanceOfSatisfying(
            InvalidSpecException.class, e -> assertThat(e.problems()).hasSize(2))
        .hasMessageContaining("https, http or file");
  }

  @Test
  void aHomeMustBeAbsoluteAndPackagesMustBeCoordinates() {
    assertThatThrownBy(() -> Spark.home(Path.of("spark")))
        .hasMessage("spark.home: expected an absolute path, got 'spark'");
    assertThatThrownBy(() -> Spark.byDefault().withMaven(m -> m.addPackages("a:b")))
        .hasMessage("spark.packages: expected group:artifact:version, got 'a:b'");
  }

  @Test
  void workersNeedMemoryForSpark() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("c")
            .workerGroups(List.of(WorkerGroupSpec.builder().memory(DataSize.mib(1000)).build()))
            .build();
    assertThat(factory.create(Spark.byDefault()).validate(spec))
        .containsExactly("workers.memory: expected at least 1GiB for Spark, got 1000MiB");
  }

  @Test
  void javaMustBeOneThatSparkRunsOn() {
    assertThatThrownBy(() -> SparkRuntime.checkJava(25))
        .hasMessage("Spark runs on Java 17 to 23, this is Java 25; run with another JDK");
    assertThatThrownBy(() -> SparkRuntime.checkJava(11)).hasMessageContaining("this is Java 11");
    SparkRuntime.checkJava(17);
    SparkRuntime.checkJava(21);
  }
}
