/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.JavaCommand;
import io.cloudtik.node.redis.RedisFinder;
import io.cloudtik.node.redis.RedisProgram;
import io.cloudtik.node.redis.RedisServices;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.util.ArrayList;
import java.util.List;

/**
 * What every head runs: its Redis servers and the cluster controller.
 *
 * @param layout of the head
 * @param config of the head
 * @param spec of the cluster
 * @param ports of the head
 */
record CoreServices(NodeLayout layout, NodeConfig config, ClusterSpec spec, PortBook ports) {
  /** The name of the service that is the cluster controller. */
  static final String CONTROLLER = "cluster-controller";

  private static final int CONTROLLER_HEAP = 256;
  private static final int REDIS_PORT = 6379;

  /** Writes where Redis is, last of all, because node controllers connect once they see it. */
  List<ServiceSpec> describe() {
    RedisProgram program =
        RedisFinder.find(
            spec.environment()
                .getOrDefault(RedisFinder.VARIABLE, System.getProperty(RedisFinder.PROPERTY, "")),
            System.getenv().getOrDefault("PATH", ""),
            layout.bundles().resolve("redis-server"));
    RedisEndpoints endpoints = endpoints();
    List<ServiceSpec> services =
        new ArrayList<>(RedisServices.describe(layout, program, endpoints));
    LocalFiles.write(layout.redisEndpoints(), Json.write(endpoints), false);
    services.add(controller());
    return services;
  }

  private RedisEndpoints endpoints() {
    int primary = ports.port("core/" + RedisServices.PRIMARY, REDIS_PORT);
    List<Integer> shards = new ArrayList<>();
    for (int i = 0; i < spec.redisShards(); i++) {
      shards.add(ports.port("core/" + RedisServices.shard(i), REDIS_PORT + 1 + i));
    }
    return new RedisEndpoints(config.host(), primary, shards);
  }

  private ServiceSpec controller() {
    List<String> command =
        JavaCommand.of(
            layout,
            CONTROLLER_HEAP,
            "io.cloudtik.node.controller.ControllerMain",
            layout.root().toString());
    if (config.isolated()) {
      // What it sends to workers is encrypted, which takes twelve times as long without.
      command.remove(JavaCommand.QUICK_COMPILER);
    }
    return ServiceSpec.builder()
        .name(CONTROLLER)
        .process(ProcessSpec.builder().addAllCommand(command).directory(layout.root()).build())
        .maxRestarts(RedisServices.ALWAYS)
        .build();
  }
}
