/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.json.PlainJson;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.MemoryClusterState;
import io.cloudtik.node.process.NodeFolder;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class FirstHeartbeatTest {
  private final MemoryClusterState state = new MemoryClusterState();
  @TempDir private Path root;

  @Test
  void saysThatTheNodeLivesAndNothingElse() throws Exception {
    NodeFolder node = known();

    try (ClusterLink link = new ClusterLink(node.layout().redisEndpoints(), e -> state)) {
      FirstHeartbeat.send(node.layout(), link, Duration.ofSeconds(20));
    }

    Heartbeat heartbeat =
        Json.read(state.value(StateKeys.heartbeat("head")).orElseThrow(), Heartbeat.class);
    assertThat(heartbeat)
        .isEqualTo(
            new Heartbeat(
                "head",
                Incarnation.OF_THIS_PROCESS,
                0,
                heartbeat.at(),
                0,
                0,
                0,
                SetupStatus.waiting(),
                Map.of(),
                List.of(),
                List.of()));
  }

  @Test
  void itHasEveryPropertyOfAHeartbeat() {
    Map<String, Object> first = FirstHeartbeat.describe("n", Instant.EPOCH);
    Heartbeat heartbeat = Json.read(PlainJson.write(first), Heartbeat.class);

    assertThat(PlainJson.read(Json.write(heartbeat)).keySet()).isEqualTo(first.keySet());
  }

  @Test
  void aServerThatDoesNotAnswerHoldsUpNothing() throws Exception {
    NodeFolder node = known();
    CountDownLatch answer = new CountDownLatch(1);
    ClusterLink link =
        new ClusterLink(
            node.layout().redisEndpoints(),
            e -> {
              try {
                answer.await();
              } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
              }
              return state;
            });

    FirstHeartbeat.send(node.layout(), link, Duration.ofMillis(1));

    assertThat(state.value(StateKeys.heartbeat("head"))).isEmpty();
    answer.countDown();
  }

  @Test
  void aNodeThatKnowsNoClusterYetSaysNothing() throws Exception {
    NodeFolder node = NodeFolder.head(root);

    try (ClusterLink link = new ClusterLink(node.layout().redisEndpoints(), e -> state)) {
      FirstHeartbeat.send(node.layout(), link, Duration.ofSeconds(20));
      LocalFiles.write(node.layout().nodeConfig(), "damaged", false);
      FirstHeartbeat.send(node.layout(), link, Duration.ofSeconds(20));
    }

    assertThat(state.value(StateKeys.heartbeat("head"))).isEmpty();
  }

  private NodeFolder known() {
    NodeFolder node = NodeFolder.head(root);
    LocalFiles.write(
        node.layout().redisEndpoints(),
        Json.write(new RedisEndpoints("127.0.0.1", 6379, List.of())),
        false);
    return node;
  }
}
