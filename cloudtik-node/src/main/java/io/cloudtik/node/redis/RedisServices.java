/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Describes the Redis servers of a head as services, and writes what they need to start. */
public final class RedisServices {
  /** The name of the service that is the primary. */
  public static final String PRIMARY = "redis-primary";

  /** Without it there is no cluster; and a full disk may have room again at any time: the most. */
  public static final int ALWAYS = 1_000_000;

  private RedisServices() {}

  /** Returns the name of the service that is a shard; the first is 0. */
  public static String shard(int index) {
    return "redis-shard-" + index;
  }

  /**
   * Writes configuration and access rules and returns the services, the primary first. Repeating it
   * with the same endpoints changes nothing. The data of the primary is in {@code redisData(0)}.
   */
  public static List<ServiceSpec> describe(
      NodeLayout layout, RedisProgram program, RedisEndpoints endpoints) {
    Path folder = layout.redisEndpoints().resolveSibling("redis");
    Path users = folder.resolve("users.acl");
    LocalFiles.write(users, RedisUsers.acl(passwords(layout)), true);
    List<Integer> ports = new ArrayList<>(List.of(endpoints.primaryPort()));
    ports.addAll(endpoints.shardPorts());
    List<ServiceSpec> services = new ArrayList<>();
    for (int i = 0; i < ports.size(); i++) {
      String name = i == 0 ? PRIMARY : shard(i - 1);
      Path file = folder.resolve(name + ".conf");
      Path data = layout.redisData(i);
      new RedisConfig(endpoints.host(), ports.get(i), data, users, i == 0).write(file);
      services.add(service(name, program, file, data, endpoints.host(), ports.get(i)));
    }
    return services;
  }

  private static Map<String, String> passwords(NodeLayout layout) {
    return RedisUsers.ALL.stream()
        .collect(Collectors.toMap(user -> user, user -> password(layout.secret("redis-" + user))));
  }

  private static String password(Path file) {
    String password = LocalFiles.read(file).orElse("").strip();
    if (password.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "expected the password of a Redis user in %s, got none; bootstrap the head again"
              .formatted(file));
    }
    return password;
  }

  private static ServiceSpec service(
      String name, RedisProgram program, Path file, Path data, String host, int port) {
    return ServiceSpec.builder()
        .name(name)
        .process(
            ProcessSpec.builder()
                .addAllCommand(List.of(program.path().toString(), file.toString()))
                .directory(data)
                .build())
        .putPorts("redis", port)
        .readiness(HealthCheck.tcp(host, port))
        .health(HealthCheck.tcp(host, port))
        .maxRestarts(ALWAYS)
        .restartBackoff(Duration.ofMillis(200))
        .build();
  }
}
