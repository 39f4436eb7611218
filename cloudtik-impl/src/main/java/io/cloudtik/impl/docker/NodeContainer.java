/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.command.InspectContainerResponse;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Capability;
import com.github.dockerjava.api.model.Device;
import com.github.dockerjava.api.model.DeviceRequest;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.LogConfig;
import com.github.dockerjava.api.model.Mount;
import com.github.dockerjava.api.model.MountType;
import com.github.dockerjava.api.model.RestartPolicy;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.spec.ContainerMount;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The one container of a node. Its name comes from the node's directory, so whoever repeats a step
 * finds it; what it was made of is in a label, so that one that is to be another is made anew.
 */
public final class NodeContainer {
  private static final String LABEL = "io.cloudtik.";
  private static final String MADE_OF = LABEL + "made-of";
  private static final String MAIN = MachineScript.text(NodeContainer.class, "main.sh");
  private static final int SHORT = 16;
  private static final Map<String, String> LOG_LIMIT = Map.of("max-size", "8m", "max-file", "2");

  private final MachineAccess machine;
  private final Docker docker;
  private final String name;

  public NodeContainer(MachineAccess machine) {
    this.machine = machine;
    this.docker = new Docker(machine);
    this.name = name(machine.root());
  }

  /** Returns the name of the container of a node. */
  public static String name(Path root) {
    return "cloudtik-" + ContentHash.of(root.toString()).substring(0, SHORT);
  }

  /**
   * Makes the container and starts it, unless it is there and runs. Its first process waits for the
   * file that says which Java the container has.
   *
   * @param imageId the id of the image, which the machine has
   * @param keeper the script that it becomes
   * @return the file
   */
  public Path start(ContainerPlan plan, String imageId, Path keeper) {
    List<Object> all =
        List.of(
            imageId,
            plan.variables(),
            plan.mounts(machine.root()),
            plan.wish().sharedMemory(),
            plan.gpus(),
            plan.wish().spec().capabilities(),
            plan.wish().spec().devices());
    String madeOf = ContentHash.of(all.toString()).substring(0, SHORT);
    Path java = keeper.resolveSibling("java-" + madeOf);
    Optional<InspectContainerResponse> found = find();
    if (found.isPresent() && !madeOf.equals(label(found.get()))) {
      remove();
      found = Optional.empty();
    }
    if (found.isEmpty()) {
      create(plan, madeOf, List.of(MAIN, "sh", java.toString(), keeper.toString()));
    }
    docker.run(
        "start container " + name,
        client -> {
          try {
            client.startContainerCmd(name).exec();
          } catch (NotModifiedException e) {
            // It runs, which is what was wanted.
          }
        });
    return java;
  }

  private static String label(InspectContainerResponse container) {
    Map<String, String> labels = container.getConfig().getLabels();
    return labels == null ? "" : labels.getOrDefault(MADE_OF, "");
  }

  private Optional<InspectContainerResponse> find() {
    return docker.call(
        "look at container " + name,
        client -> {
          try {
            return Optional.of(client.inspectContainerCmd(name).exec());
          } catch (NotFoundException e) {
            return Optional.empty();
          }
        });
  }

  private void create(ContainerPlan plan, String madeOf, List<String> main) {
    Map<String, String> labels = new TreeMap<>();
    plan.labels().forEach((key, value) -> labels.put(LABEL + key, value));
    labels.put(MADE_OF, madeOf);
    docker.run(
        "make container %s of image %s".formatted(name, plan.image()),
        client -> {
          CreateContainerCmd create =
              client
                  .createContainerCmd(plan.image())
                  .withName(name)
                  .withEntrypoint("/bin/sh", "-c")
                  .withUser("0:0")
                  .withWorkingDir("/")
                  .withLabels(labels)
                  .withEnv(plan.variables())
                  .withHostConfig(hostConfig(plan));
          create.withCmd(
              java.util.stream.Stream.concat(
                      main.stream(), java.util.stream.Stream.of(machine.root().toString()))
                  .toList());
          create.exec();
        });
  }

  HostConfig hostConfig(ContainerPlan plan) {
    HostConfig config =
        HostConfig.newHostConfig()
            .withNetworkMode("host")
            .withRestartPolicy(RestartPolicy.alwaysRestart())
            .withShmSize(plan.wish().sharedMemory())
            .withLogConfig(new LogConfig(LogConfig.LoggingType.JSON_FILE, LOG_LIMIT))
            .withMounts(plan.mounts(machine.root()).stream().map(NodeContainer::mount).toList())
            .withCapAdd(
                plan.wish().spec().capabilities().stream()
                    .map(Capability::valueOf)
                    .toArray(Capability[]::new))
            .withDevices(
                plan.wish().spec().devices().stream()
                    .map(path -> new Device("rwm", path.toString(), path.toString()))
                    .toList());
    return plan.gpus()
        ? config.withDeviceRequests(
            List.of(new DeviceRequest().withCount(-1).withCapabilities(List.of(List.of("gpu")))))
        : config;
  }

  private static Mount mount(ContainerMount mount) {
    return new Mount()
        .withType(MountType.BIND)
        .withSource(mount.source().toString())
        .withTarget(mount.target().toString())
        .withReadOnly(mount.readOnly());
  }

  /** Says whether the container is there and runs. */
  public boolean runs() {
    return find().filter(it -> Boolean.TRUE.equals(it.getState().getRunning())).isPresent();
  }

  /** Removes the container with all that runs in it; none is fine. */
  public void remove() {
    docker.run(
        "remove container " + name,
        client -> {
          try {
            client.removeContainerCmd(name).withForce(true).withRemoveVolumes(true).exec();
          } catch (NotFoundException e) {
            // It is gone, which is what was wanted.
          } catch (ConflictException e) {
            if (!String.valueOf(e.getMessage()).contains("already in progress")) {
              throw e;
            }
          }
        });
  }
}
