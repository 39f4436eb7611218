/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Real servers, started exactly as the node controller would start them: those of the bundle. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RedisUsersIT {
  private static final String HOST = "127.0.0.1";
  private static final String DENIED = "-NOPERM";
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir static Path directory;
  private NodeLayout layout;
  private RedisProgram program;
  private RedisEndpoints endpoints;
  private final List<Process> servers = new ArrayList<>();

  /** Returns the program to try. */
  RedisProgram program(Path extracted) throws IOException {
    return RedisFinder.find(null, "", extracted);
  }

  @BeforeAll
  void start() throws IOException {
    layout = new NodeLayout(directory.resolve("a \"node\" of mine"));
    for (String user : RedisUsers.ALL) {
      LocalFiles.write(layout.secret("redis-" + user), password(user) + "\n", true);
    }
    endpoints = new RedisEndpoints(HOST, freePort(), List.of(freePort()));
    program = program(layout.bundles().resolve("redis-server"));
    for (ServiceSpec service : RedisServices.describe(layout, program, endpoints)) {
      servers.add(launch(service));
    }
  }

  @AfterAll
  void stop() throws InterruptedException {
    servers.forEach(Process::destroy);
    for (Process server : servers) {
      assertThat(server.waitFor(10, TimeUnit.SECONDS)).isTrue();
    }
  }

  private static String password(String user) {
    return "pass4" + user;
  }

  private static Process launch(ServiceSpec service) throws IOException {
    Process process =
        new ProcessBuilder(service.process().command())
            .directory(service.process().directory().toFile())
            .redirectErrorStream(true)
            .start();
    BufferedReader output = process.inputReader();
    StringBuilder all = new StringBuilder();
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      all.append(line).append('\n');
      if (line.contains("Ready to accept connections")) {
        return process;
      }
    }
    throw new IOException(service.name() + " ended at once:\n" + all);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  private ClusterState as(String user) {
    return RedisClusterState.connect(endpoints, user, layout.secret("redis-" + user));
  }

  private RawRedis raw(String user) throws IOException {
    return raw(user, endpoints.primaryPort());
  }

  private RawRedis raw(String user, int port) throws IOException {
    RawRedis redis = new RawRedis(HOST, port);
    assertThat(redis.say("AUTH", user, password(user))).isEqualTo("OK");
    return redis;
  }

  @Test
  void aCommandTravelsFromClientToControllerToNodeAndItsStateBack() {
    try (ClusterState client = as(RedisUsers.CLIENT);
        ClusterState controller = as(RedisUsers.CONTROLLER);
        ClusterState node = as(RedisUsers.NODE)) {
      client.append(StateKeys.COMMANDS, Map.of("id", "1"), 1000);
      assertThat(controller.read(StateKeys.COMMANDS, ClusterState.BEGINNING, 10, LONG)).hasSize(1);
      controller.compareAndSet(StateKeys.cursor("controller"), 0, "\"1\"");
      controller.put(StateKeys.reply("1"), "done", LONG);
      controller.put(StateKeys.CLUSTER_VIEW, "view", LONG);
      controller.compareAndSet(StateKeys.node("head"), 0, "{}");
      controller.compareAndSet(StateKeys.job("j1"), 0, "{}");
      controller.append(StateKeys.nodeCommands("head"), Map.of("job", "j1"), 0);
      controller.append(StateKeys.EVENTS, Map.of("json", "{}"), 100);

      assertThat(node.read(StateKeys.nodeCommands("head"), ClusterState.BEGINNING, 10, LONG))
          .hasSize(1);
      assertThat(node.compareAndSet(StateKeys.cursor("node-head"), 0, "\"1-1\"")).isEqualTo(1);
      assertThat(node.record(StateKeys.cursor("node-head"))).isPresent();
      assertThat(node.compareAndSet(StateKeys.jobRun("j1"), 0, "{}")).isEqualTo(1);
      assertThat(node.record(StateKeys.jobRun("j1"))).contains(new Versioned(1, "{}"));
      node.put(StateKeys.heartbeat("head"), "beat", LONG);
      node.append(StateKeys.output("j1"), Map.of("n", "0", "data", "hello"), 100);
      node.append(StateKeys.EVENTS, Map.of("json", "{}"), 100);

      assertThat(controller.records("jobrun:")).containsOnlyKeys("jobrun:j1");
      assertThat(controller.value(StateKeys.heartbeat("head"))).contains("beat");
      assertThat(client.values(List.of(StateKeys.reply("1"), StateKeys.CLUSTER_VIEW)))
          .containsExactly(Optional.of("done"), Optional.of("view"));
      assertThat(client.record(StateKeys.job("j1"))).isPresent();
      assertThat(client.read(StateKeys.output("j1"), ClusterState.BEGINNING, 10, LONG)).hasSize(1);
      assertThat(client.last(StateKeys.EVENTS, 10)).hasSize(2);
      assertThat(client.value(StateKeys.heartbeat("head"))).contains("beat");

      node.delete(StateKeys.jobRun("j1"));
      controller.delete(StateKeys.output("j1"));
    }
  }

  @Test
  void aClientCanDoNothingElse() throws IOException {
    try (RawRedis client = raw(RedisUsers.CLIENT)) {
      assertDenied(client, "SET", "job:j1", "{}");
      assertDenied(client, "SET", "view:cluster", "{}");
      assertDenied(client, "XADD", "node-commands:head", "*", "a", "b");
      assertDenied(client, "XADD", "events", "*", "a", "b");
      assertDenied(client, "XREAD", "STREAMS", "node-commands:head", "0");
      assertDenied(client, "XREAD", "STREAMS", "commands", "0");
      assertDenied(client, "XRANGE", "commands", "-", "+");
      assertDenied(client, "GET", "node:head");
      assertDenied(client, "GET", "jobrun:j1");
      assertDenied(client, "MGET", "view:cluster", "node:head");
      assertDenied(client, "DEL", "commands");
      assertDenied(client, "SCAN", "0");
      assertDenied(client, "EVAL", "return 1", "0");
      assertDenied(client, "EVAL", "return redis.call('GET', 'node:head')", "0");
    }
  }

  @Test
  void aNodeCanDoNothingElse() throws IOException {
    try (RawRedis node = raw(RedisUsers.NODE)) {
      assertDenied(node, "XADD", "commands", "*", "a", "b");
      assertDenied(node, "XADD", "node-commands:head", "*", "a", "b");
      assertDenied(node, "XREAD", "STREAMS", "commands", "0");
      assertDenied(node, "GET", "node:head");
      assertDenied(node, "GET", "job:j1");
      assertDenied(node, "GET", "reply:1");
      assertDenied(node, "GET", "cursor:controller");
      assertDenied(node, "SET", "cursor:controller", "1");
      assertDenied(node, "SET", "job:j1", "{}");
      assertDenied(node, "SET", "view:cluster", "{}");
      assertDenied(node, "DEL", "heartbeat:head");
      assertDenied(node, "SCAN", "0");
      assertDenied(node, "EVAL", "return redis.call('SET', KEYS[1], 'x')", "1", "job:j1");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RedisUsers.CLIENT, RedisUsers.NODE})
  void noScriptReachesForeignKeysByTheBack(String user) throws IOException {
    try (RawRedis redis = raw(user)) {
      // Keys that the script does not declare are checked when it uses them.
      assertThat(redis.say("EVAL", "return redis.call('GET', 'job:j1')", "1", "jobrun:x"))
          .startsWith("-")
          .containsAnyOf(
              "NOPERM", "The user executing the script can't access", "No permissions to access");
      assertThat(redis.say("EVAL", "return redis.call('SET', 'node:head', '')", "0"))
          .startsWith("-");
    }
    try (RawRedis controller = raw(RedisUsers.CONTROLLER)) {
      assertThat(controller.say("GET", "node:head")).isNotEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {RedisUsers.CLIENT, RedisUsers.NODE, RedisUsers.CONTROLLER})
  void nobodyAdministers(String user) throws IOException {
    for (int port : List.of(endpoints.primaryPort(), endpoints.shardPorts().get(0))) {
      try (RawRedis redis = raw(user, port)) {
        assertThat(redis.say("PING")).isEqualTo("PONG");
        assertDenied(redis, "FLUSHALL");
        assertDenied(redis, "FLUSHDB");
        assertDenied(redis, "CONFIG", "GET", "*");
        assertDenied(redis, "KEYS", "*");
        assertThat(redis.say("DEBUG", "SLEEP", "0")).startsWith("-ERR DEBUG command not allowed");
        assertDenied(redis, "ACL", "LIST");
        assertDenied(redis, "ACL", "SETUSER", "x");
        assertDenied(redis, "SHUTDOWN", "NOSAVE");
        assertDenied(redis, "MONITOR");
        assertDenied(redis, "REPLICAOF", HOST, "1");
        assertDenied(redis, "CLIENT", "LIST");
        assertDenied(redis, "SCRIPT", "FLUSH");
        assertDenied(redis, "FUNCTION", "LIST");
        assertDenied(redis, "MODULE", "LIST");
        assertDenied(redis, "PUBLISH", "c", "m");
        assertDenied(redis, "INFO");
      }
    }
  }

  @Test
  void withoutAPasswordThereIsNothing() throws IOException {
    try (RawRedis redis = new RawRedis(HOST, endpoints.primaryPort())) {
      assertThat(redis.say("GET", "view:cluster")).startsWith("-NOAUTH");
      assertThat(redis.say("AUTH", "")).startsWith("-WRONGPASS");
      assertThat(redis.say("AUTH", "default", "")).startsWith("-WRONGPASS");
      assertThat(redis.say("AUTH", RedisUsers.NODE, password(RedisUsers.CLIENT)))
          .startsWith("-WRONGPASS");
      assertThat(redis.say("GET", "view:cluster")).startsWith("-NOAUTH");
    }
  }

  @Test
  void aPortThatSomebodyTookMeanwhileIsNamedInTheLastLineOfTheOutput() throws IOException {
    int port = freePort();
    NodeLayout second = new NodeLayout(layout.root().resolveSibling("second"));
    for (String user : RedisUsers.ALL) {
      LocalFiles.write(second.secret("redis-" + user), password(user) + "\n", true);
    }
    RedisEndpoints taken = new RedisEndpoints(HOST, port, List.of());
    ServiceSpec service = RedisServices.describe(second, program, taken).get(0);

    try (ServerSocket somebody = new ServerSocket(port, 1, InetAddress.getByName(HOST))) {
      assertThatThrownBy(() -> launch(service))
          .hasMessageContaining("in use") // in the words of its C library
          .hasMessageMatching("(?s).*listening on port " + port + "[^\n]*\n");
    }
    Process later = launch(service);
    servers.add(later);
  }

  @Test
  void filesAreForTheirOwnerAndHoldNoPassword() throws IOException {
    Path folder = layout.redisEndpoints().resolveSibling("redis");
    for (String name : List.of("users.acl", "redis-primary.conf", "redis-shard-0.conf")) {
      Path file = folder.resolve(name);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
          .isEqualTo("rw-------");
      assertThat(Files.readString(file)).doesNotContain("pass4");
    }
    assertThat(Files.readString(folder.resolve("redis-primary.conf")))
        .contains("appendfsync always", "maxmemory-policy noeviction");
    assertThat(Files.readString(folder.resolve("redis-shard-0.conf")))
        .contains("appendfsync everysec", "maxmemory-policy noeviction");
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(layout.redisData(0))))
        .isEqualTo("rwx------");
  }

  private static void assertDenied(RawRedis redis, String... words) throws IOException {
    assertThat(redis.say(words)).as(String.join(" ", words)).startsWith(DENIED);
  }
}
