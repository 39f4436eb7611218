/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ClusterLinkTest {
  private final MemoryClusterState state = new MemoryClusterState();
  private final List<Integer> opened = new ArrayList<>();
  @TempDir private Path root;

  private ClusterLink link() {
    return new ClusterLink(
        root.resolve("redis.json"),
        endpoints -> {
          opened.add(endpoints.primaryPort());
          return state;
        });
  }

  @Test
  void waitsUntilTheEndpointsAreKnownAndFollowsThemWhenTheyChange() throws IOException {
    try (ClusterLink link = link()) {
      assertThat(link.attempt("test", ClusterLinkTest::write)).isFalse();
      know(6379);
      assertThat(link.attempt("test", ClusterLinkTest::write)).isTrue();
      assertThat(link.attempt("test", ClusterLinkTest::write)).isTrue();
      know(6380);
      assertThat(link.attempt("test", ClusterLinkTest::write)).isTrue();
    }
    assertThat(opened).containsExactly(6379, 6380);
  }

  @Test
  void goesOnForEverAndSaysAnOutageOnce() throws IOException {
    know(6379);
    ByteArrayOutputStream log = new ByteArrayOutputStream();
    PrintStream before = System.err;
    try (ClusterLink link = link()) {
      System.setErr(new PrintStream(log, true, StandardCharsets.UTF_8));
      state.away(true);
      for (int i = 0; i < 100; i++) {
        assertThat(link.attempt("test", ClusterLinkTest::write)).isFalse();
      }
      state.away(false);
      assertThat(link.attempt("test", ClusterLinkTest::write)).isTrue();
    } finally {
      System.setErr(before);
    }
    String text = log.toString(StandardCharsets.UTF_8);
    assertThat(text.split("state=away", -1)).as(text).hasSize(2);
    assertThat(text.split("state=back", -1)).as(text).hasSize(2);
  }

  private static void write(ClusterState state) {
    state.put("heartbeat:n", "{}", Duration.ofSeconds(1));
  }

  private void know(int port) throws IOException {
    Path file = root.resolve("redis.json");
    LocalFiles.write(file, Json.write(new RedisEndpoints("127.0.0.1", port, List.of())), false);
    Files.setLastModifiedTime(file, FileTime.from(Instant.ofEpochSecond(port)));
  }
}
