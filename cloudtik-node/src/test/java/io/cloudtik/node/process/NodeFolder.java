/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** The directory of a node as bootstrap leaves it, for tests. */
public final class NodeFolder {
  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final NodeLayout layout;

  /** Makes the directory of a worker. */
  public NodeFolder(Path root) {
    this(root, "workers-1", "workers");
  }

  /** Makes the directory of a head. */
  public static NodeFolder head(Path root) {
    return new NodeFolder(root, NodeConfig.HEAD, NodeConfig.HEAD);
  }

  private NodeFolder(Path root, String nodeId, String group) {
    layout = new NodeLayout(root);
    try {
      Files.createDirectories(layout.services());
      for (String script : List.of("shim.sh", "keeper.sh")) {
        Path target = layout.run(script);
        Files.createDirectories(Objects.requireNonNull(target.getParent()));
        try (InputStream in = NodeLayout.class.getResourceAsStream(script)) {
          Files.write(target, Objects.requireNonNull(in).readAllBytes());
        }
      }
      Files.createDirectories(root.resolve("config"));
      Files.writeString(layout.nodeConfig(), Json.write(config(root, nodeId, group)));
      Files.writeString(
          layout.clusterSpec(), Json.write(ClusterSpec.builder().name("etl").build()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static NodeConfig config(Path root, String nodeId, String group) {
    NodeShape shape =
        NodeShape.builder().instanceType("process").cpus(2).memory(DataSize.parse("1 GiB")).build();
    return new NodeConfig(
        1,
        "w",
        "local",
        Map.of(),
        "etl",
        "uid",
        nodeId,
        group,
        "127.0.0.1",
        false,
        false,
        shape,
        Map.of("CLOUDTIK_TEST_NODE", root.toString()),
        List.of(),
        root.toUri().toString(),
        Map.of());
  }

  public NodeLayout layout() {
    return layout;
  }

  public Path shim() {
    return layout.run("shim.sh");
  }

  public NodeConfig config() {
    try {
      return Json.read(Files.readString(layout.nodeConfig()), NodeConfig.class);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Repeats {@code step} until {@code condition} holds. */
  public static void until(Runnable step, BooleanSupplier condition, String what) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      step.run();
      if (condition.getAsBoolean()) {
        return;
      }
      assertThat(System.nanoTime() - end).as("waiting until " + what).isNegative();
      LockSupport.parkNanos(Duration.ofMillis(10).toNanos());
    }
  }

  public static void until(BooleanSupplier condition, String what) {
    until(() -> {}, condition, what);
  }
}
