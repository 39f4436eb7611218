/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.impl.access.CommandRequest;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.impl.bundle.ClassArchive;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.provider.MachineAddress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/**
 * Makes a node of a machine by push. Every step can be repeated: what is in place stays, and a
 * keeper that runs is not started again. Ends when the keeper was started; from then on the node
 * works by itself and tells how far it is.
 */
public final class Bootstrap {
  /** Enough for a few small files. */
  private static final int SPARE_BYTES = 128 << 10;

  private Bootstrap() {}

  /**
   * Places bundles, configuration and secrets, and starts the keeper.
   *
   * @throws NodeBootstrapException if a step fails; what was placed stays and does no harm
   */
  public static void run(NodeConfig config, MachineAddress machine, BootstrapParts parts) {
    run(config, machine, parts, () -> {});
  }

  /**
   * As {@link #run(NodeConfig, MachineAddress, BootstrapParts)}.
   *
   * @param permission is asked before each change of the machine, and throws if it must not be made
   *     any more
   */
  public static void run(
      NodeConfig config, MachineAddress machine, BootstrapParts parts, Runnable permission) {
    try (MachineAccess access = new PermittedAccess(MachineAccesses.open(machine), permission)) {
      NodeLayout layout = new NodeLayout(access.root());
      step(config, "place bundles", () -> placeBundles(access, layout, parts));
      step(config, "place files", () -> placeFiles(config, access, layout, parts));
      step(config, "write configuration", () -> writeConfig(config, access, layout, parts));
      step(config, "start keeper", () -> startKeeper(config, access, layout));
    }
  }

  private static void step(NodeConfig config, String name, Runnable step) {
    try {
      step.run();
    } catch (CloudTikException e) {
      throw new NodeBootstrapException(config.nodeId(), name, String.valueOf(e.getMessage()), "");
    }
  }

  private static void placeBundles(MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    parts
        .bundles()
        .forEach(
            (name, jar) -> {
              access.share(jar, layout.bundle(name));
              // It fits only the very file that it was made of.
              if (ClassArchive.isThere(jar) && access.sharesFiles()) {
                access.share(ClassArchive.of(jar), ClassArchive.of(layout.bundle(name)));
              }
            });
  }

  private static void placeFiles(
      NodeConfig config, MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    Path files = parts.files();
    if (files != null) {
      access.place(files, layout.files());
      if (config.head()) {
        access.place(files, layout.specFiles());
      }
    }
  }

  private static void writeConfig(
      NodeConfig config, MachineAccess access, NodeLayout layout, BootstrapParts parts) {
    parts.secrets().forEach((name, value) -> access.write(layout.secret(name), value, true));
    access.write(layout.clusterSpec(), parts.spec(), true);
    RedisEndpoints redis = parts.redis();
    if (redis != null) {
      // In this order: who hears from the node by this Redis must hear that it knows the rest.
      access.write(layout.published(), Json.write(parts.published()), false);
      access.write(layout.redisEndpoints(), Json.write(redis), false);
    }
    for (String script : List.of("keeper.sh", "shim.sh")) {
      access.write(layout.run(script), script(script), false);
    }
    access.write(layout.run(NodeLayout.SPARE), " ".repeat(SPARE_BYTES), false);
    access.write(layout.nodeConfig(), Json.write(config), false);
  }

  /** Starts the keeper of a node unless a live one is there, which then goes on. */
  public static void startKeeper(NodeConfig config, MachineAccess access, NodeLayout layout) {
    access.startDetached(
        CommandRequest.of(layout.keeperCommand(), layout.root(), Duration.ofMinutes(1))
            .withEnvironment(config.environment()));
  }

  /** Returns the text of a script that runs on nodes: {@code keeper.sh} or {@code shim.sh}. */
  public static String script(String name) {
    try (InputStream in = Bootstrap.class.getResourceAsStream(name)) {
      return new String(Objects.requireNonNull(in, name).readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "script " + name + " cannot be read", new UncheckedIOException(e));
    }
  }
}
