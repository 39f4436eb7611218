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
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    private final ThingOrder order;
    private final long ready;
    private final TreeMap<Long, Map<String, String>> properties = new TreeMap<>();
    private long gone = Long.MAX_VALUE;
    private long deleting = Long.MAX_VALUE;

    Known(String id, ThingOrder order, long now, long ready) {
      this.id = id;
      this.order = order;
      this.ready = ready;
      properties.put(now, order.properties());
    }

    boolean exists(long at) {
      return at >= properties.firstKey() && at < gone;
    }

    Thing at(long moment) {
      State state =
          moment >= deleting ? State.DELETING : moment >= ready ? State.READY : State.PENDING;
      return new Thing(
          id,
          order.kind(),
          order.name(),
          order.labels(),
          properties.floorEntry(moment).getValue(),
          order.uses(),
          state);
    }

    @Override
    public String toString() {
      return "%s %s (%s)".formatted(order.kind(), id, order.name());
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
        Known same = existing(it -> it.order.token().equals(order.token()));
        if (same != null && same.order.kind() == order.kind()) {
          return same.at(now);
        }
      }
      case NAME -> {
        Known same =
            existing(it -> it.order.kind() == order.kind() && it.order.name().equals(order.name()));
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
            .filter(it -> it.order.kind() == order.kind() && it.exists(now))
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
    long now = time.nanos();
    boolean bare = order.kind() == ThingKind.ROUTE || order.kind() == ThingKind.POLICY;
    ThingOrder kept =
        new ThingOrder(
            order.kind(),
            order.name(),
            order.token(),
            bare ? Map.of() : order.labels(),
            order.properties(),
            order.uses());
    String id = order.kind().prefix() + "%06x".formatted(++made);
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
    Map<String, String> next = new TreeMap<>(known.properties.lastEntry().getValue());
    next.putAll(properties);
    known.properties.put(time.nanos(), next);
    return null;
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
        .filter(it -> it.exists(now) && it.order.uses().contains(id))
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
    if (known.deleting == Long.MAX_VALUE) {
      known.deleting = now;
      known.gone = now + known.order.kind().ready().toNanos();
    }
    return null;
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
    return existing(it -> it.order.kind() == ThingKind.BUCKET && it.order.name().equals(name))
        != null;
  }
}
