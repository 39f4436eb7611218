/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Connection;
import io.cloudtik.Node;
import io.cloudtik.ServiceState;
import io.cloudtik.Workspace;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class SparkSessionHereIT {
  private static final Path FLIGHTS = Path.of("data", "flights").toAbsolutePath();
  private static final String PID = "../services/spark-connect/pid";
  private static final Duration SOON = Duration.ofMinutes(3);

  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void aSessionAsksTheClusterAlsoAfterTheServerWasKilledAndNobodyAsksWithoutTheSecret()
      throws Exception {
    try (Workspace workspace = Workspace.create("sessions", home.provider());
        Cluster cluster = SparkSessionHere.start(workspace)) {
      assertThat(months(cluster)).containsExactly("01", "02", "03", "04", "05", "06");
      strangersAreRefused(cluster);

      assertThat(cluster.exec("sh", "-c", "kill -9 $(cut -d ' ' -f 1 " + PID + ")").exitCode())
          .isZero();
      cluster.awaitStatus("the loss", status -> !serverIsHealthy(status), SOON);
      cluster.awaitStatus("another server", SparkSessionHereIT::serverIsHealthy, SOON);
      assertThat(months(cluster)).hasSize(6);

      Connection open = cluster.connect("spark-connect");
      cluster.close();
      assertThatThrownBy(open::uri).isInstanceOf(IllegalStateException.class);
    }
  }

  private static boolean serverIsHealthy(ClusterStatus status) {
    return status.nodes().stream()
        .filter(Node::isHead)
        .allMatch(head -> head.services().get("spark-connect") == ServiceState.HEALTHY);
  }

  private static List<String> months(Cluster cluster) {
    try (SparkSessionHere session = SparkSessionHere.open(cluster)) {
      return session.flightsByMonth(FLIGHTS).collectAsList().stream()
          .map((Row row) -> row.getString(0))
          .toList();
    }
  }

  private static void strangersAreRefused(Cluster cluster) {
    try (Connection connection = cluster.connect("spark-connect")) {
      URI server = connection.uri();
      String without = "sc://%s:%d/".formatted(server.getHost(), server.getPort());
      String wrong = without + ";authorization=Bearer%20" + "0".repeat(64);
      for (String remote : List.of(without, wrong)) {
        assertThatThrownBy(
                () -> {
                  try (SparkSession spark = SparkSession.builder().remote(remote).create()) {
                    spark.sql("SELECT 1").collectAsList();
                  }
                })
            .hasMessageContaining("authentication token");
      }
    }
  }
}
