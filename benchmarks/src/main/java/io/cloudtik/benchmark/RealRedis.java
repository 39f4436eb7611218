/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.node.redis.RedisFinder;
import io.cloudtik.node.redis.RedisProgram;
import io.cloudtik.node.redis.RedisServices;
import io.cloudtik.node.redis.RedisUsers;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The Redis servers of a head, configured as the head does it, without the head. */
final class RealRedis implements AutoCloseable {
  static final String HOST = "127.0.0.1";

  /** A user of this server only, without a password, who may do everything. */
  static final String OBSERVER = "observer";

  private final NodeLayout layout;
  private final RedisEndpoints endpoints;
  private final List<Process> processes = new ArrayList<>();

  private RealRedis(NodeLayout layout, RedisEndpoints endpoints) {
    this.layout = layout;
    this.endpoints = endpoints;
  }

  /**
   * Starts a primary and one shard.
   *
   * @param prefix what stands before each command, such as {@code taskset}
   */
  static RealRedis start(Path directory, String... prefix) throws IOException {
    NodeLayout layout = new NodeLayout(directory);
    for (String user : RedisUsers.ALL) {
      LocalFiles.write(layout.secret("redis-" + user), UUID.randomUUID().toString(), true);
    }
    RedisEndpoints endpoints = new RedisEndpoints(HOST, freePort(), List.of(freePort()));
    RedisProgram program =
        RedisFinder.find(
            null, System.getenv().getOrDefault("PATH", ""), directory.resolve("redis-server"));
    RealRedis redis = new RealRedis(layout, endpoints);
    List<ServiceSpec> services = RedisServices.describe(layout, program, endpoints);
    Files.writeString(
        directory.resolve("config/redis/users.acl"),
        "user " + OBSERVER + " reset on nopass ~* +@all\n",
        StandardOpenOption.APPEND);
    for (ServiceSpec service : services) {
      redis.processes.add(launch(service, prefix));
    }
    redis.awaitReady();
    return redis;
  }

  private static Process launch(ServiceSpec service, String... prefix) throws IOException {
    Path data = Files.createDirectories(service.process().directory());
    List<String> command = new ArrayList<>(List.of(prefix));
    command.addAll(service.process().command());
    return new ProcessBuilder(command)
        .directory(data.toFile())
        .redirectErrorStream(true)
        .redirectOutput(data.resolve("server.log").toFile())
        .start();
  }

  private void awaitReady() {
    List<Integer> ports = new ArrayList<>(endpoints.shardPorts());
    ports.add(endpoints.primaryPort());
    Waiter.waitFor("Redis at " + ports, Duration.ofSeconds(20))
        .untilTrue(
            () -> ports.stream().allMatch(port -> listens(HOST, port)),
            () -> "see the logs in " + layout.root().resolve("data"));
  }

  static boolean listens(String host, int port) {
    try (Socket socket = new Socket()) {
      socket.connect(new InetSocketAddress(host, port), 1_000);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName(HOST))) {
      return socket.getLocalPort();
    }
  }

  RedisEndpoints endpoints() {
    return endpoints;
  }

  ClusterState as(String user) {
    return RedisClusterState.connect(endpoints, user, layout.secret("redis-" + user));
  }

  /** Returns a connection that may ask for everything. */
  RedisConnections observer(int port) throws IOException {
    return new RedisConnections(port, OBSERVER, "none", 1, 1);
  }

  /** Returns the secrets of a worker. */
  Map<String, String> workerSecrets() {
    Map<String, String> secrets = new HashMap<>();
    secrets.put("redis-node", LocalFiles.read(layout.secret("redis-node")).orElseThrow());
    secrets.put("cluster", UUID.randomUUID().toString());
    return secrets;
  }

  String password(String user) {
    return LocalFiles.read(layout.secret("redis-" + user)).orElseThrow().strip();
  }

  @Override
  public void close() {
    processes.forEach(Process::destroyForcibly);
  }
}
