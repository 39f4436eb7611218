/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineFacts;
import io.cloudtik.impl.docker.ContainerAccess;
import io.cloudtik.impl.docker.ContainerPlan;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.docker.NodeContainer;
import io.cloudtik.impl.docker.NodeImage;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What is done on a machine whose node is a container, instead of starting a keeper there. */
final class ContainerSteps {
  private final NodeConfig config;
  private final MachineAccess machine;
  private final NodeLayout layout;
  private final ContainerPlan plan;

  ContainerSteps(NodeConfig config, MachineAccess machine, MachineFacts facts, ContainerWish wish) {
    this.config = config;
    this.machine = machine;
    this.layout = new NodeLayout(machine.root());
    Map<String, String> environment = new TreeMap<>(config.environment());
    this.plan =
        new ContainerPlan(
            wish,
            wish.spec().image(config.head()),
            Map.of(
                "workspace",
                config.workspace(),
                "cluster",
                config.cluster(),
                "uid",
                config.clusterUid(),
                "node",
                config.nodeId()),
            environment,
            config.shape().gpus() > 0 && !facts.gpus().isEmpty());
  }

  /** Gets the image there and returns its id. */
  String image(Consumer<String> steps) {
    return new NodeImage(machine, plan).ensure(steps);
  }

  /** Starts the container, whose first process waits to be told a Java; returns where. */
  Path start(String imageId) {
    // Before it is there, so that whoever takes the node away knows of it.
    machine.write(layout.container(), NodeContainer.name(layout.root()) + "\n", false);
    return new NodeContainer(machine).start(plan, imageId, layout.run("keeper.sh"));
  }

  /** Tells the container its Java, with which its first process becomes the keeper. */
  void begin(Path told, @Nullable JavaSource source) {
    MachineAccess inside = new ContainerAccess(machine);
    MachineFacts facts = inside.facts();
    Path home =
        source != null
            ? MachineJava.of(config, machine, facts, source)
            : MachineJava.newest(facts).orElseThrow(() -> missing(facts));
    machine.write(told, home.resolve("bin/java") + "\n", false);
  }

  private CloudTikException missing(MachineFacts facts) {
    return new CloudTikException(
        ErrorCode.UNSUPPORTED_JAVA,
        "expected Java %d or newer in image %s, found %s; take an image that has it on its PATH or in /usr/lib/jvm, or name an archive with Java (ClusterDraft.withJava)"
            .formatted(MachineJava.OLDEST, plan.image(), facts.javas()));
  }
}
