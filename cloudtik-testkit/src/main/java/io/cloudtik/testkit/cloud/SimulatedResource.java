/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.cloud.Thing.State;
import io.cloudtik.testkit.cloud.ThingKind.Identity;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** One thing of a workspace, found by its labels or its name. Thread-safe. */
final class SimulatedResource implements WorkspaceResource {
  static final String WORKSPACE = "cloudtik-workspace";
  static final String RESOURCE = "cloudtik-resource";

  /** What a thing is made with, and cannot be changed. */
  private static final Set<String> FIXED = Set.of("cidr", "zone");

  private final SimulatedCloud cloud;
  private final CloudClient client;
  private final String workspace;
  private final String id;
  private final ThingKind kind;
  private final String name;
  private final Ownership ownership;
  private final Map<String, String> properties;
  private final List<SimulatedResource> uses;
  private final List<SimulatedResource> users = new CopyOnWriteArrayList<>();
  private volatile @Nullable String seenReady;

  SimulatedResource(
      SimulatedCloud cloud,
      CloudClient client,
      String workspace,
      String id,
      ThingKind kind,
      String name,
      Ownership ownership,
      Map<String, String> properties,
      List<SimulatedResource> uses) {
    this.cloud = cloud;
    this.client = client;
    this.workspace = workspace;
    this.id = id;
    this.kind = kind;
    this.name = name;
    this.ownership = ownership;
    this.properties = new TreeMap<>(properties);
    this.uses = uses;
    uses.forEach(each -> each.users.add(this));
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public String description() {
    return kind.name().toLowerCase(java.util.Locale.ROOT).replace('_', ' ') + " " + name;
  }

  @Override
  public Set<String> dependsOn() {
    Set<String> ids = new TreeSet<>();
    uses.forEach(each -> ids.add(each.id));
    return ids;
  }

  @Override
  public Ownership ownership() {
    return ownership;
  }

  @Override
  public boolean holdsRecords() {
    return kind == ThingKind.BUCKET;
  }

  @Override
  public Optional<BigDecimal> hourlyPrice() {
    return Optional.of(kind.hourlyPrice());
  }

  private Map<String, String> labels() {
    return Map.of(WORKSPACE, workspace, RESOURCE, id);
  }

  private boolean isBrought() {
    return ownership == Ownership.BROUGHT;
  }

  /** Returns all that exist of it: two or more if a call was answered by nobody and repeated. */
  List<Thing> found() {
    boolean byName = isBrought() || kind.identity() == Identity.NAME;
    return byName
        ? cloud.things().named(client, kind, name)
        : cloud.things().list(client, kind, labels());
  }

  private boolean isForeign(Thing thing) {
    return !isBrought()
        && !thing.labels().isEmpty()
        && !workspace.equals(thing.labels().get(WORKSPACE));
  }

  @Override
  public ResourceObservation observe() {
    List<Thing> found = found();
    seenReady = null;
    if (found.isEmpty()) {
      return ResourceObservation.absent();
    }
    Thing thing = found.get(0);
    if (isForeign(thing)) {
      return ResourceObservation.unusable(
          thing.id(), "it was not made for workspace " + workspace + "; choose another name");
    }
    if (thing.state() == State.DELETING) {
      return ResourceObservation.deleting(thing.id());
    }
    if (thing.state() == State.PENDING) {
      return ResourceObservation.pending(thing.id(), "it is being made");
    }
    if (found.size() > 1) {
      List<String> several = List.of("things of this name: expected 1, found " + found.size());
      return used(found).size() > 1
          ? ResourceObservation.outgrown(thing.id(), several)
          : ResourceObservation.drifted(thing.id(), several);
    }
    seenReady = thing.id();
    List<String> differences = new ArrayList<>();
    boolean anew = false;
    for (Map.Entry<String, String> expected : properties.entrySet()) {
      String is = thing.properties().getOrDefault(expected.getKey(), "nothing");
      if (!is.equals(expected.getValue())) {
        differences.add(
            "%s: expected %s, found %s".formatted(expected.getKey(), expected.getValue(), is));
        anew |= FIXED.contains(expected.getKey());
      }
    }
    if (differences.isEmpty()) {
      return ResourceObservation.present(thing.id());
    }
    return anew
        ? ResourceObservation.outgrown(thing.id(), differences)
        : ResourceObservation.drifted(thing.id(), differences);
  }

  @Override
  public void create() {
    List<Thing> found = found();
    if (!found.isEmpty()) {
      found.forEach(this::requireOurs);
      return;
    }
    Set<String> parents = new TreeSet<>();
    uses.forEach(each -> parents.add(each.requireId()));
    try {
      cloud
          .things()
          .create(
              client,
              new ThingOrder(
                  kind, name, workspace + "/" + id + parents, labels(), properties, parents));
    } catch (ProviderException e) {
      uses.forEach(each -> each.seenReady = null);
      // The name is taken: by ourselves, if an answer was lost or another client was first.
      if (e.failure().map(it -> it.kind()).orElse(null) != FailureKind.CONFLICT) {
        throw e;
      }
      found().forEach(this::requireOurs);
    }
  }

  private void requireOurs(Thing thing) {
    if (isForeign(thing)) {
      throw Faults.refusal(
          FailureKind.CONFLICT,
          "%s was not made for workspace %s, so it stays as it is; choose another name"
              .formatted(description(), workspace));
    }
  }

  /** Returns the id in the cloud, for what uses it. */
  String requireId() {
    String known = seenReady;
    if (known != null) {
      return known;
    }
    return found().stream()
        .filter(it -> it.state() == State.READY)
        .map(Thing::id)
        .findFirst()
        .orElseThrow(
            () -> Faults.refusal(FailureKind.NOT_FOUND, description() + " is not available"));
  }

  @Override
  public void update() {
    List<Thing> found = found();
    if (found.isEmpty()) {
      create();
      return;
    }
    found.forEach(this::requireOurs);
    Thing kept = found.get(0);
    if (found.size() > 1) {
      kept = used(found).stream().findFirst().orElse(kept);
      for (Thing other : found) {
        if (!other.id().equals(kept.id())) {
          cloud.things().delete(client, kind, other.id());
        }
      }
    }
    if (!kept.properties().entrySet().containsAll(properties.entrySet())) {
      cloud.things().update(client, kind, kept.id(), properties);
    }
  }

  /** Two clients that did not see each other's may have gone on with one each. */
  private List<Thing> used(List<Thing> found) {
    Set<String> inUse = new TreeSet<>();
    users.forEach(each -> each.found().forEach(thing -> inUse.addAll(thing.uses())));
    return found.stream().filter(thing -> inUse.contains(thing.id())).toList();
  }

  @Override
  public void delete() {
    for (Thing thing : found()) {
      requireOurs(thing);
      if (kind == ThingKind.BUCKET) {
        cloud.buckets().empty(client, name);
      }
      cloud.things().delete(client, kind, thing.id());
    }
  }
}
