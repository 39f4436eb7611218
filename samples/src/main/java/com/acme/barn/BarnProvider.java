/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.store.directory.DirectoryPlace;
import io.cloudtik.store.directory.DirectoryStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/** One workspace on a Barn. Thread-safe: it remembers nothing. */
final class BarnProvider implements CloudProvider {
  private final BarnCalls calls;
  private final BarnPen pen;
  private final String workspace;
  private final DirectoryStorage storage;

  BarnProvider(Barn config, ProviderContext context) {
    this.workspace = context.workspace();
    this.calls = new BarnCalls(config.endpoint(), context);
    this.pen = new BarnPen(calls, workspace);
    DirectoryPlace place =
        new DirectoryPlace(
            Barn.NAME, config.storage(), Path.of(workspace), "give Barn.at another directory");
    this.storage = new DirectoryStorage(place, context.clock());
  }

  // region workspace
  @Override
  public List<WorkspaceResource> resources() {
    return List.of(
        storage.root(),
        storage.directory(DirectoryStorage.STORE),
        storage.directory(DirectoryStorage.CONTROL),
        storage.directory(DirectoryStorage.DATA),
        pen);
  }

  @Override
  public WorkspaceStorage storage() {
    return storage.ifUsable();
  }

  // endregion

  // region offerings
  @Override
  public List<String> validate(ClusterSpec spec) {
    return BarnSizes.problems(spec);
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return BarnSizes.offerings(
        head.instanceTypes(), head.cpus().orElse(0), head.memory().orElse(DataSize.bytes(0)));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return BarnSizes.offerings(
        group.instanceTypes(), group.cpus().orElse(0), group.memory().orElse(DataSize.bytes(0)));
  }

  // endregion

  // region machines
  /** One call makes one machine, so each is taken or refused by itself. */
  @Override
  public int largestLaunch() {
    return 1;
  }

  @Override
  public void launch(LaunchRequest request) {
    for (String slot : request.slots()) {
      calls.rent(name(request.clusterUid(), slot), request.offering().shape().instanceType());
    }
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    TreeMap<String, BarnMachine> slots = new TreeMap<>();
    for (BarnMachine machine : calls.machines(name(clusterUid, ""))) {
      // The name of a machine that is leaving may be that of its successor.
      slots.merge(
          machine.name().substring(name(clusterUid, "").length()),
          machine,
          (one, other) -> one.isLeaving() ? other : one);
    }
    return slots.entrySet().stream()
        .map(entry -> BarnSlots.observation(entry.getKey(), entry.getValue()))
        .toList();
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    slots.forEach(slot -> calls.giveBack(name(clusterUid, slot)));
  }

  @Override
  public List<String> inventory(String clusterUid) {
    return calls.machines(name(clusterUid, "")).stream()
        .map(
            machine ->
                "machine %s (%s), %s".formatted(machine.name(), machine.id(), machine.state()))
        .toList();
  }

  /** Known before the call, so that whoever repeats it asks for the same machine. */
  private String name(String clusterUid, String slot) {
    return workspace + "." + clusterUid + "." + slot;
  }
  // endregion
}
