/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.cloud.Thing.State;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What the cloud has besides machines. What is in use by another thing or by a machine cannot be
 * deleted, and what uses something that is not ready cannot be made. Thread-safe.
 */
public final class Things {
  private static final Set<ThingKind> BARE =
      EnumSet.of(ThingKind.ROUTE, ThingKind.POLICY, ThingKind.ROUTE_ASSOCIATION);

  private final CallGate gate;
  private final VirtualTime time;
  private final Random random;
  private final Function<String, List<String>> usersAmongMachines;
  private final Map<String, Known> byId = new LinkedHashMap<>();
  private final Map<ThingKind, Integer> quotas = new EnumMap<>(ThingKind.class);
  private Duration lag = Duration.ZERO;
  private final Set<String> ofOthers = new HashSet<>();
  private int made;

  Things(CallGate gate, long seed, Function<String, List<String>> usersAmongMachines) {
    this.gate = gate;
    this.time = gate.time();
    this.random = new Random(seed);
    this.usersAmongMachines = usersAmongMachines;
  }

  private static final class Known {
    private final String id;
    private final long ready;
    private final TreeMap<Long, ThingOrder> versions = new TreeMap<>();
    private long gone = Long.MAX_VALUE;
    private long deleting = Long.MAX_VALUE;

    Known(String id, ThingOrder order, long now, long ready) {
      this.id = id;
      this.ready = ready;
      versions.put(now, order);
    }

    ThingOrder order() {
      return versions.lastEntry().getValue();
    }

    boolean exists(long at) {
      return at >= versions.firstKey() && at < gone;
    }

    Thing at(long moment) {
      State state =
          moment >= gone
              ? State.GONE
              : moment >= deleting ? State.DELETING : moment >= ready ? State.READY : State.PENDING;
      ThingOrder order = versions.floorEntry(moment).getValue();
      return new Thing(
          id, order.kind(), order.name(), order.labels(), order.properties(), order.uses(), state);
    }

    @Override
    public String toString() {
      return "%s %s (%s)".formatted(order().kind(), id, order().name());
    }
  }

  // What tests say.

  /** Sets how old at most the answers of readings are; default not at all. */
  public synchronized void lag(Duration most) {
    lag = most;
  }

  /** Sets how many of a kind the account may have; default any number. */
  public synchronized void quota(ThingKind kind, int most) {
    quotas.put(kind, most);
  }

  /** Returns all that exist now, in the order in which they were made. */
  public synchronized List<Thing> all() {
    long now = time.nanos();
    return byId.values().stream().filter(it -> it.exists(now)).map(it -> it.at(now)).toList();
  }

  /** Makes a thing as somebody else would, without a call that is written down. */
  public synchronized Thing put(ThingOrder order) {
    Thing thing = made(order);
    ofOthers.add(thing.id());
    return thing;
  }

  /** Says whether a thing was {@link #put} there. */
  public synchronized boolean isOfOthers(Thing thing) {
    return ofOthers.contains(thing.id());
  }

  /** Changes a thing as somebody else would. */
  public synchronized void meddle(String id, Map<String, String> properties) {
    changed(id, properties);
  }

  /** Takes a thing away as somebody else would. */
  public synchronized void remove(String id) {
    byId.remove(id);
  }

  /** Returns what things cost an hour now, in US dollars. */
  public BigDecimal hourlyCost() {
    return all().stream()
        .map(thing -> thing.kind().hourlyPrice())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  // What wire protocols do, in calls that have passed the gate.

  /** Returns an id that no thing ever had or will have. */
  public synchronized String newId(String prefix) {
    return prefix + "%08x%08x".formatted(++made, random.nextInt());
  }

  /** Makes a thing of an id; whether it may be made is for the caller to know. */
  public synchronized Thing add(String id, ThingOrder order) {
    return made(id, order);
  }

  /** Returns a thing as it is now, if it exists. */
  public synchronized Optional<Thing> find(String id) {
    long now = time.nanos();
    return Optional.ofNullable(byId.get(id)).filter(it -> it.exists(now)).map(it -> it.at(now));
  }

  /** Makes a thing as {@link #create} does, with all that it checks. */
  public Thing order(ThingOrder order) {
    return ordered(order);
  }

  /** Returns a thing of a kind and of a name as it is now, if it exists. */
  public synchronized Optional<Thing> find(ThingKind kind, String name) {
    return Optional.ofNullable(
            existing(it -> it.order().kind() == kind && it.order().name().equals(name)))
        .map(it -> it.at(time.nanos()));
  }

  /** Returns things of a kind as they are now. */
  public synchronized List<Thing> all(ThingKind kind) {
    long now = time.nanos();
    return byId.values().stream()
        .filter(it -> it.order().kind() == kind && it.exists(now))
        .map(it -> it.at(now))
        .toList();
  }

  /** Returns things of a kind as they were a while ago, each of its own. */
  public synchronized List<Thing> seen(ThingKind kind) {
    List<Thing> found = new ArrayList<>();
    for (Known known : byId.values()) {
      if (known.order().kind() == kind) {
        long then = time.nanos() - (long) (lag.toNanos() * random.nextDouble());
        if (known.exists(then)) {
          found.add(known.at(then));
        }
      }
    }
    return found;
  }

  /** Says whether a thing of that id can be seen by everybody already. */
  public synchronized boolean isSeen(String id) {
    long then = time.nanos() - (long) (lag.toNanos() * random.nextDouble());
    Known known = byId.get(id);
    return known != null && known.exists(time.nanos()) && known.exists(then);
  }

  /** Returns things of a kind that are gone for no longer than that, as they were at their end. */
  public synchronized List<Thing> gone(ThingKind kind, Duration since) {
    long now = time.nanos();
    return byId.values().stream()
        .filter(it -> it.order().kind() == kind && !it.exists(now))
        .filter(it -> it.gone >= now - since.toNanos())
        .map(it -> it.at(now))
        .toList();
  }

  /** Returns when a thing was made, since the beginning. */
  public synchronized Duration made(String id) {
    Known known = byId.get(id);
    return known == null ? Duration.ZERO : Duration.ofNanos(known.versions.firstKey());
  }

  /** Gives a thing other labels, all of them. */
  public synchronized void relabel(String id, Map<String, String> labels) {
    Known known = require(id);
    renew(known, labels, known.order().properties(), known.order().uses());
  }

  /** Lets a thing use others, all of them. */
  public synchronized void rebind(String id, Set<String> uses) {
    Known known = require(id);
    renew(known, known.order().labels(), known.order().properties(), uses);
  }

  /** Deletes a thing; whether something uses it is for the caller to know. */
  public synchronized void end(String id) {
    ended(require(id));
  }

  /** Returns the things that use a thing, now. */
  public synchronized List<Thing> usersOf(String id) {
    long now = time.nanos();
    return byId.values().stream()
        .filter(it -> it.exists(now) && it.order().uses().contains(id))
        .map(it -> it.at(now))
        .toList();
  }

  /** Returns how many of a kind the account may have. */
  public synchronized int most(ThingKind kind) {
    return quotas.getOrDefault(kind, Integer.MAX_VALUE);
  }

  // What providers call.

  /**
   * Makes a thing.
   *
   * @throws ProviderException with {@code NOT_FOUND} if something that it uses is not there or not
   *     ready, with {@code CONFLICT} if one of that name is there, with {@code QUOTA} if there are
   *     too many
   */
  public Thing create(CloudClient client, ThingOrder order) {
    return client.change(order.kind().createCall(), order.name(), () -> ordered(order));
  }

  private synchronized Thing ordered(ThingOrder order) {
    long now = time.nanos();
    for (String used : order.uses()) {
      Known parent = byId.get(used);
      if (parent == null || !parent.exists(now) || parent.at(now).state() != State.READY) {
        throw Faults.refusal(FailureKind.NOT_FOUND, used + " is not available");
      }
    }
    switch (order.kind().identity()) {
      case TOKEN -> {
        Known same = existing(it -> it.order().token().equals(order.token()));
        if (same != null && same.order().kind() == order.kind()) {
          return same.at(now);
        }
      }
      case NAME -> {
        Known same =
            existing(
                it -> it.order().kind() == order.kind() && it.order().name().equals(order.name()));
        if (same != null) {
          throw Faults.refusal(
              FailureKind.CONFLICT, "%s %s exists".formatted(order.kind(), order.name()));
        }
      }
      case LABELS -> {}
    }
    int most = quotas.getOrDefault(order.kind(), Integer.MAX_VALUE);
    long there =
        byId.values().stream()
            .filter(it -> it.order().kind() == order.kind() && it.exists(now))
            .count();
    if (there >= most) {
      throw Faults.refusal(
          ProviderFailure.builder()
              .kind(FailureKind.QUOTA)
              .message("The account may have %d of %s".formatted(most, order.kind()))
              .code("LimitExceeded")
              .scope(FailureScope.builder().resource(order.kind().name()).build())
              .build());
    }
    return made(order);
  }

  private @Nullable Known existing(Predicate<Known> which) {
    long now = time.nanos();
    return byId.values().stream()
        .filter(it -> it.exists(now) && which.test(it))
        .findFirst()
        .orElse(null);
  }

  private Thing made(ThingOrder order) {
    return made(order.kind().prefix() + "%06x".formatted(++made), order);
  }

  private Thing made(String id, ThingOrder order) {
    long now = time.nanos();
    boolean bare = BARE.contains(order.kind());
    ThingOrder kept =
        new ThingOrder(
            order.kind(),
            order.name(),
            order.token(),
            bare ? Map.of() : order.labels(),
            order.properties(),
            order.uses());
    Known known = new Known(id, kept, now, now + order.kind().ready().toNanos());
    byId.put(id, known);
    return known.at(now);
  }

  /** Lists things of a kind that carry labels, as they were a while ago. */
  public List<Thing> list(CloudClient client, ThingKind kind, Map<String, String> labels) {
    return client.read(
        kind.listCall(),
        labels.toString(),
        () ->
            seen(it -> it.kind() == kind && it.labels().entrySet().containsAll(labels.entrySet())));
  }

  /** Lists things of a kind and of a name, as they were a while ago. */
  public List<Thing> named(CloudClient client, ThingKind kind, String name) {
    return client.read(
        kind.listCall(), name, () -> seen(it -> it.kind() == kind && it.name().equals(name)));
  }

  private synchronized List<Thing> seen(Predicate<Thing> which) {
    List<Thing> found = new ArrayList<>();
    for (Known known : byId.values()) {
      long then = time.nanos() - (long) (lag.toNanos() * random.nextDouble());
      if (known.exists(then) && which.test(known.at(then))) {
        found.add(known.at(then));
      }
    }
    return found;
  }

  /** Changes how a thing is; properties that are not named stay. */
  public void update(
      CloudClient client, ThingKind kind, String id, Map<String, String> properties) {
    client.change(kind.updateCall(), id, () -> changed(id, properties));
  }

  private synchronized @Nullable Void changed(String id, Map<String, String> properties) {
    Known known = require(id);
    ThingOrder before = known.order();
    Map<String, String> next = new TreeMap<>(before.properties());
    next.putAll(properties);
    renew(known, before.labels(), next, before.uses());
    return null;
  }

  private void renew(
      Known known, Map<String, String> labels, Map<String, String> properties, Set<String> uses) {
    ThingOrder before = known.order();
    known.versions.put(
        time.nanos(),
        new ThingOrder(before.kind(), before.name(), before.token(), labels, properties, uses));
  }

  /**
   * Deletes a thing.
   *
   * @throws ProviderException with {@code CONFLICT} that names what uses it, with {@code NOT_FOUND}
   *     if it is not there
   */
  public void delete(CloudClient client, ThingKind kind, String id) {
    client.change(kind.deleteCall(), id, () -> deleted(id));
  }

  private synchronized @Nullable Void deleted(String id) {
    long now = time.nanos();
    Known known = require(id);
    List<String> users = new ArrayList<>(usersAmongMachines.apply(id));
    byId.values().stream()
        .filter(it -> it.exists(now) && it.order().uses().contains(id))
        .forEach(it -> users.add(it.toString()));
    if (!users.isEmpty()) {
      throw Faults.refusal(
          ProviderFailure.builder()
              .kind(FailureKind.CONFLICT)
              .message("%s is in use by %s".formatted(known, String.join(", ", users)))
              .code("DependencyViolation")
              .scope(FailureScope.builder().resource(id).build())
              .build());
    }
    ended(known);
    return null;
  }

  private void ended(Known known) {
    if (known.deleting == Long.MAX_VALUE) {
      known.deleting = time.nanos();
      known.gone = known.deleting + known.order().kind().ready().toNanos();
    }
  }

  /** Says whether a thing can be used by a machine now. */
  synchronized boolean isReady(String id) {
    long now = time.nanos();
    Known known = byId.get(id);
    return known != null && known.exists(now) && known.at(now).state() == State.READY;
  }

  private Known require(String id) {
    Known known = byId.get(id);
    if (known == null || !known.exists(time.nanos())) {
      throw Faults.refusal(FailureKind.NOT_FOUND, id + " does not exist");
    }
    return known;
  }

  /** Says whether a bucket of that name exists. */
  synchronized boolean hasBucket(String name) {
    return existing(it -> it.order().kind() == ThingKind.BUCKET && it.order().name().equals(name))
        != null;
  }
}
