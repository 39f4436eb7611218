/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.node.process.StampedLines;
import io.cloudtik.node.redis.RedisUsers;
import io.cloudtik.node.setup.SetupMain;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A head with nothing but Redis, set up, run for a moment and taken down again in one process, so
 * that the classes that nodes need are loaded and can be archived. Leaves nothing but files.
 */
public final class RehearsalMain {
  private static final Logger logger = LoggerFactory.getLogger(RehearsalMain.class);
  private static final Duration DEADLINE = Duration.ofSeconds(20);

  /** But not what is for clients: whatever is archived is in the memory of each node controller. */
  private static final Pattern OURS =
      Pattern.compile("io/cloudtik/(?!impl/(shaded|cluster|docker|plan)/).*[.]class");

  private static final String HOST = "127.0.0.1";

  private RehearsalMain() {}

  /** Plays in an empty directory, the only argument. Ends with 0 if all went well. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    StampedLines.onStandardError();
    NodeLayout layout = new NodeLayout(Path.of(arguments[0]).toAbsolutePath());
    NodeConfig config = place(layout);
    if (!SetupMain.setUp(layout.root())) {
      System.exit(1);
    }
    // Nobody needs a cluster controller here.
    LocalFiles.deleteTree(layout.service("cluster-controller"));
    try {
      play(layout, config);
    } finally {
      // A node controller leaves its services running; here nobody would take them over.
      ProcessHandle.current().descendants().forEach(ProcessHandle::destroyForcibly);
    }
    loadOurs();
    System.exit(0); // and here the archive is written
  }

  /** The cluster controller, the set-up and jobs have classes of ours that had no part in this. */
  private static void loadOurs() throws IOException {
    ClassLoader loader = RehearsalMain.class.getClassLoader();
    try (JarFile bundle = new JarFile(System.getProperty("java.class.path"))) {
      bundle.stream()
          .map(JarEntry::getName)
          .filter(name -> OURS.matcher(name).matches())
          .map(name -> name.substring(0, name.length() - ".class".length()).replace('/', '.'))
          .forEach(name -> load(name, loader));
    }
  }

  private static void load(String name, ClassLoader loader) {
    try {
      Class.forName(name, false, loader);
    } catch (ClassNotFoundException | LinkageError e) {
      logger.debug("class={} loaded=false", name, e);
    }
  }

  private static NodeConfig place(NodeLayout layout) {
    NodeConfig config =
        new NodeConfig(
            StateKeys.PROTOCOL,
            "rehearsal",
            "none",
            Map.of(),
            "rehearsal",
            "000000000000",
            NodeConfig.HEAD,
            NodeConfig.HEAD,
            HOST,
            true,
            true,
            NodeShape.builder().instanceType("none").cpus(1).memory(DataSize.gib(1)).build(),
            Map.of(),
            List.of(),
            layout.root().resolve("data").toUri().toString(),
            Map.of());
    LocalFiles.write(layout.nodeConfig(), Json.write(config), false);
    ClusterSpec spec =
        ClusterSpec.builder().name("rehearsal").workerGroups(List.of()).redisShards(0).build();
    LocalFiles.write(layout.clusterSpec(), Json.write(spec), false);
    RedisUsers.ALL.forEach(
        user -> LocalFiles.write(layout.secret("redis-" + user), UUID.randomUUID() + "", true));
    LocalFiles.write(layout.run("shim.sh"), Bootstrap.script("shim.sh"), false);
    return config;
  }

  private static void play(NodeLayout layout, NodeConfig config)
      throws IOException, InterruptedException {
    try (NodeController controller = NodeMain.begin(layout)) {
      RedisEndpoints endpoints =
          Json.read(Files.readString(layout.redisEndpoints()), RedisEndpoints.class);
      try (ClusterState state =
          RedisClusterState.connect(
              endpoints, RedisUsers.CONTROLLER, layout.secret("redis-controller"))) {
        await("Redis", () -> healthy(controller));
        await("a heartbeat", () -> heard(state));
        state.compareAndSet(StateKeys.node(config.nodeId()), 0, "{}");
        state.records("node:");
        state.read(StateKeys.COMMANDS, ClusterState.BEGINNING, 1, Duration.ZERO);
      }
      for (String service : controller.services().keySet()) {
        Files.delete(layout.service(service).resolve("service.json"));
      }
      await("the end of Redis", () -> controller.services().isEmpty());
    }
    logger.info("rehearsal state=ENDED");
  }

  private static boolean healthy(NodeController controller) {
    return !controller.services().isEmpty()
        && controller.services().values().stream()
            .allMatch(service -> service.state() == ServiceState.HEALTHY);
  }

  private static boolean heard(ClusterState state) {
    return state
        .values(List.of(StateKeys.heartbeat(NodeConfig.HEAD)))
        .get(0)
        .map(json -> Json.read(json, Heartbeat.class))
        .isPresent();
  }

  private static void await(String what, Supplier<Boolean> condition) {
    Waiter.waitFor(what, DEADLINE).untilTrue(condition, () -> "not yet");
  }
}
