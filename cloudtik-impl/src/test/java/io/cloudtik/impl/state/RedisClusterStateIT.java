/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RedisClusterStateIT {
  private static final Duration NOT_AT_ALL = Duration.ZERO;
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir static Path directory;
  private static TestRedis primary;
  private static TestRedis shard0;
  private static TestRedis shard1;
  private static RedisClusterState state;

  @BeforeAll
  static void start() throws IOException {
    primary = server("primary");
    shard0 = server("shard0");
    shard1 = server("shard1");
    state = state("all", TestRedis.PASSWORD);
  }

  @AfterAll
  static void stop() throws InterruptedException {
    state.close();
    primary.close();
    shard0.close();
    shard1.close();
  }

  private static TestRedis server(String name) throws IOException {
    Path home = Files.createDirectory(directory.resolve(name));
    return TestRedis.start(home, "all ~* +@all", "some %R~view:* +get");
  }

  private static RedisClusterState state(String user, String password) {
    RedisEndpoints endpoints =
        new RedisEndpoints("127.0.0.1", primary.port(), List.of(shard0.port(), shard1.port()));
    return RedisClusterState.connect(endpoints, user, password);
  }

  @Test
  void aRecordIsWrittenOnlyIfItsVersionIsTheExpectedOne() {
    String key = StateKeys.node("cas-1");

    assertThat(state.record(key)).isEmpty();
    assertThat(state.compareAndSet(key, 1, "{}")).isZero();
    assertThat(state.compareAndSet(key, 0, "{\"a\":\"line\\n\"}\n")).isEqualTo(1);
    assertThat(state.compareAndSet(key, 0, "{}")).isZero();
    assertThat(state.record(key)).contains(new Versioned(1, "{\"a\":\"line\\n\"}\n"));
    assertThat(state.compareAndSet(key, 1, "{\"b\":2}")).isEqualTo(2);
    assertThat(state.record(key)).contains(new Versioned(2, "{\"b\":2}"));

    state.delete(key);
    state.delete(key);
    assertThat(state.record(key)).isEmpty();
    assertThat(state.compareAndSet(key, 2, "{}")).isZero();
  }

  @Test
  void ofManyWritersEachStepIsWonByOne() throws Exception {
    String key = StateKeys.job("contended");
    ExecutorService writers = Executors.newFixedThreadPool(4);
    List<Future<?>> running = new ArrayList<>();
    for (int writer = 0; writer < 4; writer++) {
      running.add(writers.submit(() -> addOne(key, 50)));
    }
    for (Future<?> each : running) {
      each.get();
    }
    writers.shutdown();

    assertThat(state.record(key)).contains(new Versioned(200, "200"));
  }

  private static void addOne(String key, int times) {
    for (int done = 0; done < times; ) {
      Versioned seen = state.record(key).orElse(new Versioned(0, "0"));
      String next = Integer.toString(Integer.parseInt(seen.json()) + 1);
      done += state.compareAndSet(key, seen.version(), next) > 0 ? 1 : 0;
    }
  }

  @Test
  void recordsAreFoundByTheirLiteralPrefix() {
    for (int i = 0; i < 1500; i++) {
      state.compareAndSet("many:" + i, 0, Integer.toString(i));
    }
    state.compareAndSet("odd[a]*:1", 0, "1");
    state.compareAndSet("odda:2", 0, "2");

    assertThat(state.records("many:")).hasSize(1500).containsEntry("many:7", new Versioned(1, "7"));
    assertThat(state.records("odd[a]*:")).containsOnlyKeys("odd[a]*:1");
    assertThat(state.records("absent:")).isEmpty();
    assertThatThrownBy(() -> state.records("heartbeat:"))
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INTERNAL));
  }

  @Test
  void valuesOfAllServersComeInTheOrderOfTheKeys() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      keys.add(StateKeys.heartbeat("workers-" + i));
      state.put(keys.get(i), "beat " + i, LONG);
    }
    keys.add(3, StateKeys.heartbeat("absent"));
    keys.add(StateKeys.CLUSTER_VIEW);
    state.put(StateKeys.CLUSTER_VIEW, "view", LONG);

    assertThat(state.values(keys).subList(0, 5))
        .containsExactly(
            Optional.of("beat 0"),
            Optional.of("beat 1"),
            Optional.of("beat 2"),
            Optional.empty(),
            Optional.of("beat 3"));
    assertThat(state.values(keys).get(21)).contains("view");
    assertThat(state.values(List.of())).isEmpty();
    assertThat(keys.stream().filter(StateKeys::onShard).map(key -> StateKeys.shard(key, 2)))
        .contains(0, 1);
    assertThat(primaryAlone().value(keys.get(0))).isEmpty();
    assertThat(primaryAlone().value(StateKeys.CLUSTER_VIEW)).contains("view");
  }

  /** Sees what lies on the primary, shard keys too. */
  private static RedisClusterState primaryAlone() {
    return RedisClusterState.connect(
        new RedisEndpoints("127.0.0.1", primary.port(), List.of()), "all", TestRedis.PASSWORD);
  }

  @Test
  void aValueExpires() {
    state.put("reply:short", "ok", Duration.ofMillis(1));
    // The wait for an entry that never comes is the clock of this test: one of Redis' own.
    state.read("nothing-here", ClusterState.BEGINNING, 1, Duration.ofMillis(20));

    assertThat(state.value("reply:short")).isEmpty();
  }

  @Test
  void aStreamIsReadFromAPlaceOnAndFromItsEnd() {
    String first = state.append("s1", Map.of("n", "1"), 0);
    String second = state.append("s1", Map.of("n", "2", "data", "ä\n"), 0);
    String third = state.append("s1", Map.of("n", "3"), 0);

    assertThat(state.read("s1", ClusterState.BEGINNING, 2, NOT_AT_ALL))
        .extracting(StreamEntry::id)
        .containsExactly(first, second);
    assertThat(state.read("s1", first, 1, NOT_AT_ALL))
        .containsExactly(new StreamEntry(second, Map.of("n", "2", "data", "ä\n")));
    assertThat(state.read("s1", third, 10, NOT_AT_ALL)).isEmpty();
    assertThat(state.last("s1", 2)).extracting(StreamEntry::id).containsExactly(second, third);
    assertThat(state.last("no-stream", 2)).isEmpty();
  }

  @Test
  void aStreamIsTrimmedToAboutItsLimit() {
    for (int i = 0; i < 1000; i++) {
      state.append("trimmed", Map.of("n", Integer.toString(i)), 200);
    }

    assertThat(state.last("trimmed", 1000)).hasSizeBetween(200, 400);
  }

  @Test
  void aReaderWaitsForTheFirstEntry() throws Exception {
    ExecutorService reader = Executors.newSingleThreadExecutor();
    Future<List<StreamEntry>> waiting =
        reader.submit(() -> state.read("awaited", ClusterState.BEGINNING, 10, LONG));
    state.append("awaited", Map.of("n", "1"), 0);

    assertThat(waiting.get()).extracting(StreamEntry::fields).containsExactly(Map.of("n", "1"));
    reader.shutdown();
  }

  @Test
  void itConnectsAgainAfterRedisWasAwayAndNothingWrittenIsLost() throws Exception {
    Path home = Files.createDirectory(directory.resolve("restarted"));
    try (TestRedis redis = TestRedis.start(home, "all ~* +@all");
        RedisClusterState alone =
            RedisClusterState.connect(
                new RedisEndpoints("127.0.0.1", redis.port(), List.of()),
                "all",
                TestRedis.PASSWORD)) {
      assertThat(alone.compareAndSet("node:head", 0, "{}")).isEqualTo(1);
      redis.kill();
      assertThatThrownBy(() -> alone.record("node:head"))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.HEAD_UNREACHABLE))
          .hasMessageContaining("reading record 'node:head'")
          .hasMessageContaining("127.0.0.1:" + redis.port())
          .hasMessageContaining("check that the head of the cluster runs");
      redis.startAgain();
      assertThat(alone.record("node:head")).contains(new Versioned(1, "{}"));
      assertThat(alone.compareAndSet("node:head", 1, "{}")).isEqualTo(2);

      redis.kill();
      redis.startAgain();
      assertThat(alone.record("node:head")).contains(new Versioned(2, "{}"));
    }
  }

  @Test
  void whatAUserMayNotDoIsSaidWithoutSecrets() {
    try (RedisClusterState some = state("some", TestRedis.PASSWORD);
        RedisClusterState wrong = state("all", "wrong-pass-word")) {
      assertThat(some.value("view:other")).isEmpty();
      assertDenied(() -> some.value("node:head"), "NOPERM");
      assertDenied(() -> some.compareAndSet("view:cluster", 0, "{}"), "NOPERM");
      assertDenied(() -> wrong.value("view:cluster"), "WRONGPASS");
      assertThat(some.toString() + wrong).doesNotContain("wrong-pass-word", TestRedis.PASSWORD);
    }
  }

  private static void assertDenied(org.junit.jupiter.api.function.Executable call, String answer) {
    assertThatThrownBy(call::execute)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED);
              assertThat(stackTrace(e)).contains(answer).doesNotContain("wrong-pass-word");
            });
  }

  private static String stackTrace(Throwable e) {
    java.io.StringWriter text = new java.io.StringWriter();
    e.printStackTrace(new java.io.PrintWriter(text));
    return text.toString();
  }

  @Test
  void wrongUsageIsADefectAndQuotesNoContent() {
    state.put("plain", "content-of-value", LONG);

    assertThatThrownBy(() -> state.record("plain"))
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INTERNAL))
        .hasMessageContaining("'plain'")
        .hasMessageNotContaining("content-of-value");
    assertThatThrownBy(() -> state.append("plain", Map.of("n", "secret-body"), 0))
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INTERNAL))
        .hasMessageContaining("WRONGTYPE")
        .hasMessageNotContaining("secret-body");
  }

  @Test
  void thePasswordIsReadFromAFile() throws IOException {
    Path file = Files.writeString(directory.resolve("password"), TestRedis.PASSWORD + "\n");
    RedisEndpoints endpoints = new RedisEndpoints("127.0.0.1", primary.port(), List.of());
    try (RedisClusterState read = RedisClusterState.connect(endpoints, "all", file)) {
      assertThat(read.value("absent")).isEmpty();
    }
    assertThatThrownBy(
            () -> RedisClusterState.connect(endpoints, "all", directory.resolve("missing")))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING))
        .hasMessageContaining(directory.resolve("missing").toString());
  }

  @Test
  void aClosedStateSaysSo() {
    RedisClusterState closed = state("all", TestRedis.PASSWORD);
    closed.close();

    assertThatThrownBy(() -> closed.value("x"))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("closed");
  }
}
