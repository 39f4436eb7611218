/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.command.CreateContainerCmd;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.AccessMode;
import com.github.dockerjava.api.model.Bind;
import com.github.dockerjava.api.model.HostConfig;
import com.github.dockerjava.api.model.RestartPolicy;
import com.github.dockerjava.api.model.Volume;
import io.cloudtik.spi.provider.LaunchRequest;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Makes containers that become machines when they get their name. */
final class MachineBuilder {
  /** Who logs in. */
  static final String USER = "root";

  /** Below it the node lives. */
  static final Path DIRECTORY = Path.of("/var/lib/cloudtik");

  private static final String KEYS = "/etc/cloudtik/ssh";

  /** Runs at each start of the container, as a container has nothing else that starts its node. */
  private static final String BOOT = "/etc/cloudtik/boot.sh";

  private static final String HOST_KEY = KEYS + "/host_key";
  private static final String AUTHORIZED = KEYS + "/authorized_keys";
  private static final long NANO_CPUS = 1_000_000_000L;

  /**
   * Starts sshd with the key that was put there, also for images whose own settings differ. A login
   * needs one of the keys.
   */
  private static final String MAIN =
      "if [ -f %s ]; then sh %s & fi; ".formatted(BOOT, BOOT)
          + "mkdir -p /run/sshd && exec /usr/sbin/sshd -D -e"
          + " -o HostKey=%s -o AuthorizedKeysFile=%s -o PermitRootLogin=prohibit-password"
              .formatted(HOST_KEY, AUTHORIZED)
          + " -o PasswordAuthentication=no -o KbdInteractiveAuthentication=no";

  private final DockerEngine docker;
  private final ContainerNames names;
  private final WorkspaceLayout layout;
  private final Places places;

  /** Where a new machine goes. */
  record Places(String image, String network, Subnet subnet, int cpus) {}

  MachineBuilder(DockerEngine docker, ContainerNames names, WorkspaceLayout layout, Places places) {
    this.docker = docker;
    this.names = names;
    this.layout = layout;
    this.places = places;
  }

  /** Returns the addresses that machines may have. */
  Subnet subnet() {
    return places.subnet;
  }

  /** Makes a container that is whole but for its name, and returns its id. It does not run. */
  String build(LaunchRequest request, String slot, String name, String address) {
    HostKey hostKey = HostKey.random();
    String id = create(request, slot, name, address, hostKey);
    byte[] files = files(request, slot, hostKey);
    docker.run(
        "put the keys into machine " + name,
        client ->
            client
                .copyArchiveToContainerCmd(id)
                .withRemotePath("/")
                .withTarInputStream(new ByteArrayInputStream(files))
                .exec());
    return id;
  }

  private String create(
      LaunchRequest request, String slot, String name, String address, HostKey hostKey) {
    String uid = request.clusterUid();
    Map<String, String> labels = new HashMap<>(request.tags());
    labels.putAll(names.labels(uid));
    labels.put(ContainerNames.CLUSTER, request.cluster());
    labels.put(ContainerNames.SLOT, slot);
    labels.put(ContainerNames.HOST_KEY, hostKey.publicLine());
    labels.put(ContainerNames.ADDRESS, address);
    long memory = request.offering().shape().memory().toBytes();
    HostConfig limits =
        HostConfig.newHostConfig()
            .withNetworkMode(places.network)
            .withBinds(binds(slot))
            .withNanoCPUs(Math.min(request.offering().shape().cpus(), places.cpus) * NANO_CPUS)
            .withMemory(memory)
            .withMemorySwap(memory)
            .withRestartPolicy(RestartPolicy.unlessStoppedRestart());
    CreateContainer create =
        client ->
            client
                .createContainerCmd(places.image)
                .withName(name)
                .withHostName(ContainerNames.hostName(uid, slot))
                .withLabels(labels)
                .withIpv4Address(address)
                .withUser("0")
                .withEntrypoint("/bin/sh", "-c", MAIN)
                .withHostConfig(limits);
    Optional<String> id = tryTo(create, name);
    if (id.isEmpty()) {
      docker.run("fetch image " + places.image, client -> ImageFetch.run(client, places.image));
      id = tryTo(create, name);
    }
    return id.orElseThrow(
        () ->
            DockerErrors.known(
                "make machine " + name,
                "no such image: " + places.image + " after fetching",
                null));
  }

  /** Returns the id; empty if Docker does not have the image. */
  private Optional<String> tryTo(CreateContainer create, String name) {
    return docker.call(
        "make machine " + name,
        client -> {
          try {
            return Optional.of(create.with(client).exec().getId());
          } catch (NotFoundException e) {
            if (!String.valueOf(e.getMessage()).contains("No such image")) {
              throw e;
            }
            return Optional.empty();
          }
        });
  }

  @FunctionalInterface
  private interface CreateContainer {
    CreateContainerCmd with(DockerClient client);
  }

  /** Data goes to all; what heads trust, and Docker itself, to the head only. */
  private List<Bind> binds(String slot) {
    List<Bind> binds = new ArrayList<>();
    binds.add(same(layout.data(), AccessMode.rw));
    if (slot.equals(LaunchRequest.HEAD_SLOT)) {
      binds.add(same(layout.store(), AccessMode.rw));
      binds.add(same(layout.control(), AccessMode.rw));
      binds.add(same(layout.format(), AccessMode.ro));
      binds.add(
          new Bind(
              docker.socket().toString(),
              new Volume(DockerEngine.DEFAULT_SOCKET.toString()),
              AccessMode.rw));
    }
    return binds;
  }

  private static Bind same(Path path, AccessMode mode) {
    return new Bind(path.toString(), new Volume(path.toString()), mode);
  }

  private static byte[] files(LaunchRequest request, String slot, HostKey hostKey) {
    String keys = String.join("\n", request.authorizedKeys()) + "\n";
    MachineFiles files =
        new MachineFiles()
            .directory("etc/cloudtik", 0)
            .directory(KEYS.substring(1), 0)
            .file(HOST_KEY.substring(1), hostKey.privateFile(), 0, MachineFiles.SECRET)
            .file(
                AUTHORIZED.substring(1),
                keys.getBytes(StandardCharsets.UTF_8),
                0,
                MachineFiles.READABLE);
    String boot = request.bootScripts().get(slot);
    if (boot != null) {
      byte[] script = boot.getBytes(StandardCharsets.UTF_8);
      files.file(BOOT.substring(1), script, 0, MachineFiles.SECRET);
    }
    return files.archive();
  }
}
