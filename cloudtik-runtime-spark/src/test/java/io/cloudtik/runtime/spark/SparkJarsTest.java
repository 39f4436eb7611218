/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.runtime.spark.maven.JarRequest;
import io.cloudtik.spec.ClusterSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SparkJarsTest {
  @TempDir Path folder;

  private JarRequest request(Spark spark) {
    TestNode node = TestNode.head(folder, ClusterSpec.builder().name("c").build());
    return new SparkJars(spark, (MavenSource) spark.source(), node).request();
  }

  @Test
  void theDefaultIsSparkWithItsConnectServer() {
    assertThat(request(Spark.version("4.0.1")).coordinates())
        .contains(
            "org.apache.spark:spark-sql_2.13:4.0.1",
            "org.apache.spark:spark-connect_2.13:4.0.1",
            "org.apache.spark:spark-mllib_2.13:4.0.1");
  }

  @Test
  void whatIsNotAskedForIsNotFetched() {
    Spark spark = Spark.version("3.5.7").withMaven(m -> m.addPackages("a:b:1")).withoutConnect();
    assertThat(request(spark).coordinates())
        .containsExactly(
            "org.apache.spark:spark-core_2.13:3.5.7",
            "org.apache.spark:spark-sql_2.13:3.5.7",
            "a:b:1");
    assertThat(request(spark).alignedWith()).isEqualTo("org.apache.spark:spark-core_2.13:3.5.7");
  }

  @Test
  void theUsersChoicesReachTheResolver() {
    Path settings = folder.resolve("s.xml");
    Path local = folder.resolve("repository");
    JarRequest request =
        request(
            Spark.byDefault()
                .withMaven(m -> m.offline(true).settings(settings).localRepository(local)));
    assertThat(request.offline()).isTrue();
    assertThat(request.userSettings()).isEqualTo(settings);
    assertThat(request.localRepository()).isEqualTo(local);
  }

  @Test
  void theInstallationsSettingsAreFoundByTheEnvironment() throws IOException {
    Path settings = Files.createDirectories(folder.resolve("maven/conf")).resolve("settings.xml");
    Map<String, String> environment = Map.of("M2_HOME", folder.resolve("maven").toString());
    assertThat(FetchedJars.globalSettings(environment)).isNull();
    Files.writeString(settings, "<settings/>");
    assertThat(FetchedJars.globalSettings(environment)).isEqualTo(settings);
    assertThat(FetchedJars.globalSettings(Map.of())).isNull();
  }
}
