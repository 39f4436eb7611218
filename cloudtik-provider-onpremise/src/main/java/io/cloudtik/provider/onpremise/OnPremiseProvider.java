/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** One workspace on hosts that exist. Keeps nothing in memory. Thread-safe. */
final class OnPremiseProvider implements CloudProvider {
  private final OnPremise config;
  private final HostStore store;
  private final HostShapes shapes;
  private final NodeEnding ending;
  private final HostLeases leases;

  OnPremiseProvider(OnPremise config, HostStore store, ProviderContext context) {
    this.config = config;
    this.store = store;
    this.shapes = new HostShapes(config.hosts());
    LeaseBook book = new LeaseBook(store.leases());
    this.ending = new NodeEnding(config.hosts(), context, book);
    this.leases = new HostLeases(shapes, context, book, ending);
  }

  /** Documents have what is needed to log in to nodes that are still there. */
  @Override
  public List<WorkspaceResource> resources() {
    return store.resources(this::giveBackAll);
  }

  private void giveBackAll() {
    if (store.hasLeases()) {
      leases.giveBackAll();
    }
  }

  @Override
  public WorkspaceStorage storage() {
    return store.storage();
  }

  @Override
  public List<SshAddress> standingMachines() {
    return config.hosts().stream()
        .filter(host -> !host.gone())
        .map(host -> host.at(host.directory()))
        .toList();
  }

  @Override
  public List<Path> sharedDirectories() {
    return store.sharedDirectories();
  }

  @Override
  public Map<String, String> secretsForHead() {
    return store.secretsForHead();
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    List<String> problems = new ArrayList<>(shapes.problems(spec));
    problems.addAll(store.problems(spec));
    return problems;
  }

  @Override
  public List<ProviderFailure> preflight(ClusterSpec spec) {
    return store.failures();
  }

  @Override
  public List<String> notices(ClusterSpec spec) {
    return shapes.notices(spec);
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return List.of(Offering.of(shapes.head(head)));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return List.of(Offering.of(shapes.worker(group)));
  }

  @Override
  public void launch(LaunchRequest request) {
    store.requireUsable();
    leases.take(request);
  }

  /**
   * What could not be ended is not listed, as nothing waits for it any more; the inventory has it.
   */
  @Override
  public List<SlotObservation> observe(String clusterUid) {
    Map<String, SlotObservation> slots = new TreeMap<>();
    for (Lease lease : leases.of(clusterUid)) {
      SlotObservation slot = observation(lease);
      if (lease.state() != Lease.State.ENDING) {
        slots.put(lease.slot(), slot);
      } else if (lease.reason().isEmpty()) {
        slots.putIfAbsent(lease.slot(), slot);
      }
    }
    return List.copyOf(slots.values());
  }

  private SlotObservation observation(Lease lease) {
    SlotObservation.Builder slot = SlotObservation.builder().slot(lease.slot());
    Host host = ending.host(lease);
    if (lease.state() == Lease.State.REFUSED || host == null) {
      return slot.state(SlotState.FAILED).reason(lease.reason()).build();
    }
    slot.machineId(lease.machine());
    if (lease.state() == Lease.State.ENDING) {
      return slot.state(SlotState.TERMINATING).build();
    }
    return host.gone()
        ? slot.state(SlotState.FAILED)
            .reason("host %s is said to be gone".formatted(Names.quoted(host.name())))
            .build()
        : slot.state(SlotState.RUNNING).address(host.at(lease.directory())).build();
  }

  @Override
  public Duration observationInterval() {
    return store.observationInterval();
  }

  /** A lease that is written is seen by everybody. */
  @Override
  public Duration listingLag() {
    return Duration.ZERO;
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    if (store.hasLeases()) {
      leases.giveBack(clusterUid, slots);
    }
  }

  @Override
  public List<String> inventory(String clusterUid) {
    return leases.of(clusterUid).stream()
        .filter(lease -> lease.state() != Lease.State.REFUSED)
        .map(Lease::line)
        .toList();
  }

  @Override
  public void close() {
    store.close();
  }
}
