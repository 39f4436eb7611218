/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.Network;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.store.directory.DirectoryStorage;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The network of a workspace. Its addresses are chosen by Docker once and then asked for by name,
 * as machines can have fixed addresses only on a network whose addresses were asked for.
 */
final class ContainerNetwork implements WorkspaceResource {
  static final String ID = "network";
  private static final int TRIES = 5;
  private static final String FOREIGN =
      "it was not made for this workspace, so it stays as it is; remove it with docker network rm,"
          + " or choose another name for the workspace";

  private final DockerEngine docker;
  private final ContainerNames names;
  private final boolean internal;
  private final WorkspaceLayout layout;
  private final DirectoryStorage storage;
  private final Runnable beforeDelete;

  ContainerNetwork(
      DockerEngine docker,
      ContainerNames names,
      boolean internal,
      WorkspaceLayout layout,
      DirectoryStorage storage,
      Runnable beforeDelete) {
    this.docker = docker;
    this.names = names;
    this.internal = internal;
    this.layout = layout;
    this.storage = storage;
    this.beforeDelete = beforeDelete;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "Docker network " + names.network() + (internal ? ", internal" : "");
  }

  @Override
  public Set<String> dependsOn() {
    // Machines write to these directories until they are gone, and they go before the network.
    return Set.of(
        DirectoryStorage.ROOT,
        DirectoryStorage.STORE,
        DirectoryStorage.CONTROL,
        DirectoryStorage.DATA);
  }

  @Override
  public ResourceObservation observe() {
    List<Network> found = named(names.network());
    if (found.isEmpty()) {
      return ResourceObservation.absent();
    }
    Network network = found.get(0);
    if (!found.stream().allMatch(this::ours)) {
      return ResourceObservation.unusable(network.getId(), FOREIGN);
    }
    if (found.size() > 1) {
      return ResourceObservation.drifted(
          network.getId(), List.of("networks of this name: expected 1, found " + found.size()));
    }
    return right(network)
        ? ResourceObservation.present(network.getId())
        : ResourceObservation.outgrown(
            network.getId(),
            List.of("internal: expected %s, found %s".formatted(internal, network.getInternal())));
  }

  @Override
  public void create() {
    storage.requireUsable();
    OwnedByRoot.require(layout);
    List<Network> found = named(names.network());
    found.forEach(this::requireOurs);
    if (found.stream().anyMatch(this::right)) {
      found.stream().filter(network -> !right(network)).forEach(this::remove);
      return;
    }
    found.forEach(this::requireUnused);
    found.forEach(this::remove);
    for (int i = 0; i < TRIES; i++) {
      String subnet = freeSubnet();
      try {
        make(names.network(), subnet);
        return;
      } catch (ProviderException e) {
        // Another client made the network, or took the addresses, in between.
        if (named(names.network()).stream().anyMatch(this::right)) {
          return;
        }
        if (i == TRIES - 1 || !String.valueOf(e.getMessage()).contains("overlap")) {
          throw e;
        }
      }
    }
  }

  @Override
  public void delete() {
    storage.requireMarked();
    beforeDelete.run();
    named(trial()).stream().filter(this::ours).forEach(this::remove);
    List<Network> found = named(names.network());
    found.forEach(this::requireOurs);
    found.forEach(this::remove);
  }

  /** Returns the addresses that machines may have. */
  Subnet subnet() {
    return named(names.network()).stream()
        .filter(this::right)
        .map(ContainerNetwork::subnet)
        .findFirst()
        .orElseThrow(
            () ->
                DockerErrors.failed(
                    "find the network of workspace '" + names.workspace() + "'",
                    ErrorCode.PROVIDER_FAILED,
                    "there is no Docker network %s as it should be; mend it with Workspace.create"
                        .formatted(names.network()),
                    null));
  }

  private static Subnet subnet(Network network) {
    return network.getIpam().getConfig().stream()
        .map(Network.Ipam.Config::getSubnet)
        .filter(subnet -> subnet != null && !subnet.contains(":"))
        .map(Subnet::parse)
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("network without addresses: " + network));
  }

  /** Lets Docker choose addresses that nobody here uses. */
  private String freeSubnet() {
    named(trial()).stream().filter(this::ours).forEach(this::remove);
    make(trial(), null);
    List<Network> chosen = named(trial());
    chosen.stream().filter(this::ours).forEach(this::remove);
    return chosen.stream()
        .map(ContainerNetwork::subnet)
        .map(Subnet::text)
        .findFirst()
        .orElseThrow(
            () ->
                DockerErrors.failed(
                    "make " + description(),
                    ErrorCode.PROVIDER_FAILED,
                    "another client is doing the same; try again",
                    null));
  }

  private String trial() {
    return names.network() + ".trial";
  }

  private void make(String name, @Nullable String subnet) {
    docker.run(
        "make " + description(),
        client -> {
          var command =
              client
                  .createNetworkCmd()
                  .withName(name)
                  .withDriver("bridge")
                  .withCheckDuplicate(true)
                  .withInternal(internal)
                  .withLabels(names.labels());
          if (subnet != null) {
            command.withIpam(
                new Network.Ipam().withConfig(new Network.Ipam.Config().withSubnet(subnet)));
          }
          command.exec();
        });
  }

  private void remove(Network network) {
    docker.run(
        "remove Docker network " + network.getName(),
        client -> {
          try {
            client.removeNetworkCmd(network.getId()).exec();
          } catch (NotFoundException e) {
            // Another client was faster.
          }
        });
  }

  /** Docker finds all whose name has the given one in it. */
  private List<Network> named(String name) {
    return docker.call(
        "look for Docker network " + name,
        client ->
            client.listNetworksCmd().withNameFilter(name).exec().stream()
                .filter(network -> network.getName().equals(name))
                .toList());
  }

  private boolean right(Network network) {
    return ours(network) && network.getInternal() == internal;
  }

  private boolean ours(Network network) {
    return names.marked(network.getLabels());
  }

  private void requireOurs(Network network) {
    if (!ours(network)) {
      throw DockerErrors.failed(
          "use Docker network " + network.getName(), ErrorCode.PERMISSION_DENIED, FOREIGN, null);
    }
  }

  private void requireUnused(Network network) {
    boolean used =
        docker.call(
            "look at Docker network " + network.getName(),
            client ->
                !client
                    .inspectNetworkCmd()
                    .withNetworkId(network.getId())
                    .exec()
                    .getContainers()
                    .isEmpty());
    if (used) {
      throw DockerErrors.failed(
          "mend " + description(),
          ErrorCode.PROVIDER_FAILED,
          "it is there with internal=%s and has machines; terminate their clusters first, or open"
                  .formatted(network.getInternal())
              + " the workspace as it was made",
          null);
    }
  }
}
