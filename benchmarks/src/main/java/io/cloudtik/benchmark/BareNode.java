/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * A worker that is set up and has three services, without a cluster controller. Bootstrap places it
 * as it places every node; when its node controller starts is up to the benchmark.
 */
record BareNode(NodeLayout layout, ProcessAddress address, NodeConfig config) {
  static final int SERVICES = 3;

  private static final String MARKER = "CLOUDTIK_MACHINE";

  /** Places a node that does not run yet. */
  static BareNode place(Path directory, String id, RealRedis redis, Map<String, Path> bundles)
      throws IOException {
    String marker = directory.getFileName() + "-" + ProcessHandle.current().pid();
    ProcessAddress address =
        ProcessAddress.builder()
            .host(RealRedis.HOST)
            .sharedHost(true)
            .directory(directory)
            .putEnvironment(MARKER, marker)
            .build();
    NodeConfig config =
        new NodeConfig(
            StateKeys.PROTOCOL,
            "benchmark",
            "local",
            Map.of(),
            "benchmark",
            "0123456789ab",
            id,
            "workers",
            RealRedis.HOST,
            true,
            false,
            NodeShape.builder().instanceType("benchmark").cpus(1).memory(DataSize.gib(1)).build(),
            Map.of(MARKER, marker),
            List.of(),
            directory.resolve("data").toUri().toString(),
            Map.of());
    BareNode node = new BareNode(new NodeLayout(directory), address, config);
    node.describe(redis);
    // A keeper that finds this file ends at once.
    Path stop = node.layout.run("stop");
    LocalFiles.write(stop, "", false);
    try (LocalProcessAccess access = new LocalProcessAccess(address)) {
      Bootstrap.run(
          config,
          access,
          new BootstrapParts(
              "{}", redis.workerSecrets(), redis.endpoints(), List.of(), bundles, null, Map.of()));
    }
    node.processes().kill();
    Files.delete(stop);
    return node;
  }

  private void describe(RealRedis redis) {
    SetupStatus done = new SetupStatus(SetupStatus.DONE, "done", "", 0, 0, "");
    LocalFiles.write(layout.setupStatus(), Json.write(done), false);
    for (int i = 0; i < SERVICES; i++) {
      HealthCheck check =
          HealthCheck.tcp(redis.endpoints().host(), redis.endpoints().primaryPort());
      ServiceSpec service =
          ServiceSpec.builder()
              .name("service-" + i)
              .process(
                  ProcessSpec.builder()
                      .addAllCommand(List.of("sleep", "3600"))
                      .directory(layout.root())
                      .build())
              .readiness(check)
              .health(check)
              .build();
      Path file = layout.service(service.name()).resolve("service.json");
      LocalFiles.write(file, Json.write(service), false);
    }
  }

  /** Starts the keeper just as bootstrap does. */
  void start() {
    try (LocalProcessAccess access = new LocalProcessAccess(address)) {
      Bootstrap.startKeeper(config, access, layout, Path.of(System.getProperty("java.home")));
    }
  }

  /** Ends everything of it, as if the machine were switched off. */
  void kill() throws IOException {
    processes().kill();
    for (int i = 0; i < SERVICES; i++) {
      Path service = layout.service("service-" + i);
      for (String file : List.of("state.json", "pid", "exit")) {
        Files.deleteIfExists(service.resolve(file));
      }
    }
  }

  private MarkedProcesses processes() {
    return new MarkedProcesses(MARKER + "=" + config.environment().get(MARKER));
  }

  String heartbeat() {
    return StateKeys.heartbeat(config.nodeId());
  }

  double residentMebibytes() throws IOException {
    String pid = LocalFiles.read(layout.run("node.pid")).orElseThrow().split(" ", 2)[0].strip();
    return MarkedProcesses.residentMebibytes(Long.parseLong(pid));
  }
}
