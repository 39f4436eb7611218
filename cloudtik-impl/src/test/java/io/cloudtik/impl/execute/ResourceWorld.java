/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.testkit.MemoryStore;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** A cloud of nothing but resources, which refuses what a real one would refuse. Thread-safe. */
final class ResourceWorld {
  /** One thing that exists. */
  private static final class Thing {
    final long readyAt;
    boolean right = true;
    boolean mendable = true;
    boolean foreign;

    Thing(long readyAt) {
      this.readyAt = readyAt;
    }
  }

  /** How a resource of the world is. */
  record Kind(
      String id,
      Set<String> dependsOn,
      Ownership ownership,
      boolean records,
      Duration ready,
      Duration answer) {
    static Kind of(String id, String... dependsOn) {
      return new Kind(id, Set.of(dependsOn), Ownership.MADE, false, Duration.ZERO, Duration.ZERO);
    }

    Kind as(Ownership ownership) {
      return new Kind(id, dependsOn, ownership, records, ready, answer);
    }

    Kind holdingRecords() {
      return new Kind(id, dependsOn, ownership, true, ready, answer);
    }

    /** Says how long a call takes, and how long it takes besides until the thing is there. */
    Kind slow(Duration answer, Duration ready) {
      return new Kind(id, dependsOn, ownership, records, ready, answer);
    }
  }

  /** The process that called is no more. */
  static final class ClientStopped extends Error {
    private static final long serialVersionUID = 1L;
  }

  private final Time time;
  private final List<Kind> kinds;
  private final Map<String, Thing> things = new TreeMap<>();
  private MemoryStore documents;
  private final List<String> calls = new ArrayList<>();
  private Consumer<String> fault = call -> {};
  private int stopAfter = Integer.MAX_VALUE;
  private boolean lastIsApplied;
  private int changes;

  ResourceWorld(Time time, List<Kind> kinds) {
    this.time = time;
    this.kinds = List.copyOf(kinds);
    this.documents = new MemoryStore(time.clock());
  }

  /** Says what each call meets before it does anything. */
  synchronized void fault(Consumer<String> fault) {
    this.fault = fault;
  }

  /** Stops the client with its k-th call from now, which still reaches the cloud or does not. */
  synchronized void stopAfter(int calls, boolean lastIsApplied) {
    this.stopAfter = calls;
    this.lastIsApplied = lastIsApplied;
  }

  synchronized void goOn() {
    stopAfter = Integer.MAX_VALUE;
  }

  synchronized List<String> takeCalls() {
    List<String> taken = List.copyOf(calls);
    calls.clear();
    return taken;
  }

  synchronized int takeChanges() {
    int taken = changes;
    changes = 0;
    return taken;
  }

  synchronized Set<String> things() {
    return Set.copyOf(things.keySet());
  }

  /** Somebody makes a thing by hand. */
  synchronized void put(String id, boolean foreign) {
    Thing thing = new Thing(time.mark());
    thing.foreign = foreign;
    things.put(id, thing);
  }

  /** Somebody changes a thing by hand. */
  synchronized void drift(String id, boolean mendable) {
    thing(id).right = false;
    thing(id).mendable = mendable;
  }

  /** Somebody deletes a thing by hand. */
  synchronized void remove(String id) {
    things.remove(id);
  }

  CloudProvider provider() {
    return new Provider();
  }

  static ProviderException refusal(FailureKind kind, String message) {
    return new ProviderException(
        "world", ProviderFailure.builder().kind(kind).message(message).build(), null);
  }

  private Thing thing(String id) {
    Thing thing = things.get(id);
    if (thing == null) {
      throw refusal(FailureKind.NOT_FOUND, "no " + id);
    }
    return thing;
  }

  /** Every call passes here; it takes its time outside of the lock. */
  private <T> T call(String name, Kind kind, Supplier<T> effect) {
    time.pause(kind.answer());
    synchronized (this) {
      boolean stops = --stopAfter <= 0;
      if (stops && (!lastIsApplied || stopAfter < 0)) {
        throw new ClientStopped();
      }
      calls.add(name + " " + kind.id());
      fault.accept(name + " " + kind.id());
      T answer = effect.get();
      if (stops) {
        throw new ClientStopped();
      }
      return answer;
    }
  }

  private ResourceObservation look(Kind kind) {
    Thing thing = things.get(kind.id());
    if (thing == null) {
      return ResourceObservation.absent();
    }
    String id = "id-" + kind.id();
    if (thing.foreign && kind.ownership() != Ownership.BROUGHT) {
      return ResourceObservation.unusable(id, "it is of somebody else");
    }
    if (time.mark() < thing.readyAt) {
      return ResourceObservation.pending(id, "it is being made");
    }
    if (thing.right) {
      return ResourceObservation.present(id);
    }
    List<String> differences = List.of("size: expected 1, found 2");
    return thing.mendable
        ? ResourceObservation.drifted(id, differences)
        : ResourceObservation.outgrown(id, differences);
  }

  private boolean make(Kind kind) {
    requireOurs(kind);
    for (String needed : kind.dependsOn()) {
      if (time.mark() < thing(needed).readyAt) {
        throw refusal(FailureKind.CONFIGURATION, needed + " is not ready for " + kind.id());
      }
    }
    if (!things.containsKey(kind.id())) {
      changes++;
      things.put(kind.id(), new Thing(time.mark() + kind.ready().toNanos()));
    }
    return true;
  }

  private boolean mend(Kind kind) {
    requireOurs(kind);
    if (!thing(kind.id()).mendable) {
      throw refusal(FailureKind.CONFIGURATION, kind.id() + " can only be made anew");
    }
    changes++;
    thing(kind.id()).right = true;
    return true;
  }

  private boolean delete(Kind kind) {
    requireOurs(kind);
    thing(kind.id());
    for (String other : things.keySet()) {
      if (needs(other, kind.id())) {
        throw refusal(FailureKind.CONFLICT, "%s is used by %s".formatted(kind.id(), other));
      }
    }
    changes++;
    things.remove(kind.id());
    if (kind.records()) {
      documents = new MemoryStore(time.clock());
    }
    return true;
  }

  /** What somebody else made by hand, as <i>x uses y</i>, uses a thing, too. */
  private boolean needs(String thing, String needed) {
    return thing.endsWith(" uses " + needed)
        || kinds.stream()
            .anyMatch(kind -> kind.id().equals(thing) && kind.dependsOn().contains(needed));
  }

  private void requireOurs(Kind kind) {
    Thing thing = things.get(kind.id());
    if (kind.ownership() == Ownership.BROUGHT || thing != null && thing.foreign) {
      throw new AssertionError(kind.id() + " is not ours, and was to be changed");
    }
  }

  private final class Resource implements WorkspaceResource {
    private final Kind kind;

    Resource(Kind kind) {
      this.kind = kind;
    }

    @Override
    public String id() {
      return kind.id();
    }

    @Override
    public String description() {
      return "thing " + kind.id();
    }

    @Override
    public Set<String> dependsOn() {
      return kind.dependsOn();
    }

    @Override
    public Ownership ownership() {
      return kind.ownership();
    }

    @Override
    public boolean holdsRecords() {
      return kind.records();
    }

    @Override
    public ResourceObservation observe() {
      return call("Describe", kind, () -> look(kind));
    }

    @Override
    public void create() {
      call("Create", kind, () -> make(kind));
    }

    @Override
    public void update() {
      call("Update", kind, () -> mend(kind));
    }

    @Override
    public void delete() {
      call("Delete", kind, () -> ResourceWorld.this.delete(kind));
    }
  }

  private final class Provider implements CloudProvider {
    @Override
    public List<WorkspaceResource> resources() {
      return kinds.stream().map(kind -> (WorkspaceResource) new Resource(kind)).toList();
    }

    @Override
    public WorkspaceStorage storage() {
      return new Storage();
    }

    @Override
    public List<String> validate(ClusterSpec spec) {
      return List.of();
    }

    @Override
    public List<Offering> headOfferings(HeadSpec head) {
      return List.of();
    }

    @Override
    public List<Offering> workerOfferings(WorkerGroupSpec group) {
      return List.of();
    }

    @Override
    public void launch(LaunchRequest request) {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<SlotObservation> observe(String clusterUid) {
      return List.of();
    }

    @Override
    public void terminate(String clusterUid, Set<String> slots) {}

    @Override
    public List<String> inventory(String clusterUid) {
      return List.of();
    }
  }

  private final class Storage implements WorkspaceStorage {
    @Override
    public WorkspaceStore documents() {
      synchronized (ResourceWorld.this) {
        kinds.stream().filter(Kind::records).map(Kind::id).forEach(ResourceWorld.this::thing);
        return documents;
      }
    }

    @Override
    public ObjectArea control() {
      throw new UnsupportedOperationException();
    }

    @Override
    public ObjectArea data() {
      throw new UnsupportedOperationException();
    }
  }
}
