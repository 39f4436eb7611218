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
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkServicesTest {
  private final ClusterSpec spec = ClusterSpec.builder().name("c").build();
  @TempDir Path cluster;
  private TestNode head;
  private TestNode worker;

  @BeforeEach
  void install() throws IOException {
    head = TestNode.head(cluster, spec);
    worker = TestNode.worker(cluster, spec);
    for (TestNode node : List.of(head, worker)) {
      Path jars = Files.createDirectories(new SparkLayout(node.home()).jars());
      Files.createFile(jars.resolve("spark-core_2.13-4.0.1.jar"));
    }
  }

  private static NodeServices configured(Spark spark, TestNode node) {
    return new SparkRuntime(spark).configure(node);
  }

  private static ServiceSpec service(NodeServices services, String name) {
    return services.services().stream()
        .filter(service -> service.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theHeadRunsMasterHistoryAndConnectAndPublishesThem() {
    NodeServices services = configured(Spark.byDefault(), head);
    assertThat(services.services())
        .extracting(ServiceSpec::name)
        .containsExactly("spark-master", "spark-history", "spark-connect");
    assertThat(services.published())
        .extracting(EndpointSpec::name)
        .containsExactly(
            "spark-master",
            "spark-master-ui",
            "spark-history",
            "spark-connect",
            "spark-connect-ui");
    assertThat(services.published()).allSatisfy(e -> assertThat(e.host()).isEqualTo("127.0.0.1"));
  }

  @Test
  void theConnectServerAsksForASecretWhereSparkCan() throws IOException {
    NodeServices services = configured(Spark.byDefault(), head);
    assertThat(Published.find(services.published(), "spark-connect").orElseThrow().secret())
        .contains("spark-connect");
    Path defaults = new SparkLayout(head.home()).defaults();
    assertThat(defaults).content().contains("spark.connect.authenticate.token " + TestNode.SECRET);
    configured(Spark.byDefault(), worker);
    assertThat(new SparkLayout(worker.home()).defaults()).content().doesNotContain("token");

    Path jars = new SparkLayout(head.home()).jars();
    Files.move(
        jars.resolve("spark-core_2.13-4.0.1.jar"), jars.resolve("spark-core_2.13-3.5.7.jar"));
    services = configured(Spark.byDefault(), head);
    assertThat(Published.find(services.published(), "spark-connect").orElseThrow().secret())
        .isEmpty();
  }

  @Test
  void historyAndConnectCanBeLeftOut() {
    NodeServices services = configured(Spark.byDefault().withoutConnect().withoutHistory(), head);
    assertThat(services.services()).extracting(ServiceSpec::name).containsExactly("spark-master");
    assertThat(services.published()).hasSize(2);
  }

  @Test
  void aWorkerOffersItsCpusAndOneExecutorsMemoryToThePublishedMaster() {
    ServiceSpec service = service(configured(Spark.byDefault(), worker), "spark-worker");
    assertThat(service.process().command())
        .containsSequence("--cores", "1", "--memory", "896m")
        .endsWith("spark://127.1.2.3:7077")
        .contains("io.cloudtik.runtime.spark.inside.WorkerMain", "-XX:+UseSerialGC");
    assertThat(service.process().environment())
        .containsEntry("SPARK_LOCAL_IP", "127.0.0.2")
        .containsEntry("SPARK_SCALA_VERSION", "2.13");
    assertThat(service.readiness())
        .contains(HealthCheck.http("127.0.0.2", worker.port("spark-worker-ui", 8081), "/json/"));
  }

  @Test
  void aWorkerOffersWhatTheUsersExecutorsNeed() {
    Spark spark = Spark.byDefault().withConf("spark.executor.memory", "1500m");
    assertThat(service(configured(spark, worker), "spark-worker").process().command())
        .containsSequence("--memory", "1500m");
  }

  @Test
  void connectBindsToTheNodeAndHoldsNoExecutorsWhileIdle() {
    ServiceSpec service = service(configured(Spark.byDefault(), head), "spark-connect");
    assertThat(service.process().command())
        .contains(
            "spark.connect.grpc.binding.address=127.0.0.1",
            "spark.connect.grpc.binding.port=" + head.port("spark-connect", 15002),
            "spark.dynamicAllocation.enabled=true",
            "spark.dynamicAllocation.minExecutors=0");
  }

  @Test
  void noArgumentAndNoVariableHasTheSecret() {
    NodeServices all =
        NodeServices.builder()
            .addServices(service(configured(Spark.byDefault(), worker), "spark-worker"))
            .addServices(service(configured(Spark.byDefault(), head), "spark-master"))
            .addServices(service(configured(Spark.byDefault(), head), "spark-history"))
            .addServices(service(configured(Spark.byDefault(), head), "spark-connect"))
            .build();
    assertThat(all.toString()).contains("spark-worker").doesNotContain(TestNode.SECRET);
  }

  @Test
  void aWorkerWithoutAPublishedMasterSaysSo() {
    TestNode lonely = new TestNode(cluster, "workers-1", "127.0.0.2", spec, List.of());
    assertThatThrownBy(() -> configured(Spark.byDefault(), lonely))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.BOOTSTRAP_FAILED))
        .hasMessageContaining("does not publish 'spark-master'");
  }
}
