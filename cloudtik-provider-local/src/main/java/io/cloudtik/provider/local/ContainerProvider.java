/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.store.directory.DirectoryStorage;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** One workspace of containers. Keeps nothing in memory but what the engine is. Thread-safe. */
final class ContainerProvider implements CloudProvider {
  private final WorkspaceLayout layout;
  private final DockerEngine docker;
  private final ContainerNames names;
  private final ContainerNetwork network;
  private final List<WorkspaceResource> resources;
  private final ContainerMachines machines;
  private final ContainerObserver observer;
  private final String image;
  private final DirectoryStorage storage;
  private final boolean pulled;

  ContainerProvider(LocalContainers config, ProviderContext context, DockerEngine docker) {
    this.layout = new WorkspaceLayout(config.home(), "containers", context.workspace());
    this.storage = new DirectoryStorage(layout.place(), context.clock());
    this.docker = docker;
    this.pulled = config.isPulled();
    this.names = new ContainerNames(config.home(), context.workspace());
    this.machines = new ContainerMachines(docker, names);
    this.observer = new ContainerObserver(machines, names);
    this.network =
        new ContainerNetwork(
            docker, names, config.isInternal(), layout, storage, machines::terminateAll);
    ContainerImage built = new ContainerImage(docker, names, config.base(), storage);
    this.image = config.image().orElseGet(built::name);
    this.resources =
        new ArrayList<>(
            List.of(
                storage.root(),
                storage.directory(DirectoryStorage.STORE),
                storage.directory(DirectoryStorage.CONTROL),
                storage.directory(DirectoryStorage.DATA)));
    if (config.image().isEmpty()) {
      resources.add(built);
    }
    resources.add(network);
  }

  @Override
  public List<WorkspaceResource> resources() {
    return List.copyOf(resources);
  }

  @Override
  public WorkspaceStorage storage() {
    return storage.ifUsable();
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    List<String> problems = new ArrayList<>(shapes().problems(spec));
    if (spec.container().isPresent()) {
      problems.add(
          "container: expected none, as machines of Local.containers() are containers themselves;"
              + " choose their image with Local.containers().image(…)");
    }
    return problems;
  }

  @Override
  public List<String> notices(ClusterSpec spec) {
    return shapes().notices(spec);
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return List.of(Offering.of(shapes().head(head)));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return List.of(Offering.of(shapes().worker(group)));
  }

  @Override
  public boolean runsBootScripts() {
    return pulled;
  }

  @Override
  public String console(String clusterUid, String slot) {
    return machines.console(clusterUid, slot);
  }

  @Override
  public void launch(LaunchRequest request) {
    storage.requireUsable();
    OwnedByRoot.require(layout);
    MachineBuilder builder = builder();
    new Together("cloudtik-" + layout.workspace() + "-launch")
        .forEach(request.slots(), slot -> machines.launch(request, slot, builder));
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    return observer.observe(clusterUid);
  }

  /** Docker lists what it has made; a call of who died may be on its way for a moment. */
  @Override
  public Duration listingLag() {
    return Duration.ofSeconds(1);
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    machines.terminate(clusterUid, slots);
  }

  @Override
  public List<String> inventory(String clusterUid) {
    return observer.inventory(clusterUid);
  }

  private MachineBuilder builder() {
    return new MachineBuilder(
        docker,
        names,
        layout,
        new MachineBuilder.Places(image, names.network(), network.subnet(), cpus()));
  }

  private LocalShapes shapes() {
    return new LocalShapes(Computer.here());
  }

  /** Returns how many Docker has, which on a head are more than the machine that asks. */
  private int cpus() {
    return docker.call("ask Docker what it has", client -> client.infoCmd().exec()).getNCPU();
  }
}
