/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.ProviderFailure;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** One machine as the cloud knows it, with its disk, interface and address. Thread-safe. */
public final class Machine {
  /** What is known of a machine. */
  public enum State {
    /** It was ordered, and boots. */
    PENDING,
    /** It has booted. */
    RUNNING,
    /** It was told to stop, and to keep its disk. */
    STOPPING,
    /** It does not run, has its disk, and can be started. */
    STOPPED,
    /** It was told to end. */
    ENDING,
    /** It has ended; its disk and interface are gone. */
    ENDED
  }

  private final String id;
  private final MachineOrder order;
  private final Pool pool;
  private final Duration launched;
  private final TreeMap<Long, State> history = new TreeMap<>();
  private final Map<String, String> properties = new TreeMap<>();
  private Map<String, String> labels;
  private String address;
  private @Nullable ProviderFailure failure;
  private @Nullable Instant leaves;
  private @Nullable Instant noticed;
  private @Nullable Instant advised;
  private boolean booted;
  private boolean answers;

  Machine(String id, MachineOrder order, Pool pool, String address, Duration launched) {
    this.id = id;
    this.order = order;
    this.pool = pool;
    this.address = address;
    this.launched = launched;
    this.labels = Map.copyOf(order.labels());
    properties.putAll(order.properties());
    history.put(launched.toNanos(), State.PENDING);
  }

  /** Returns the id, which no other machine ever has. */
  public String id() {
    return id;
  }

  /** Returns what was ordered. */
  public MachineOrder order() {
    return order;
  }

  /** Returns a label, or nothing. */
  public String label(String key) {
    return labels().getOrDefault(key, "");
  }

  boolean carries(Map<String, String> wanted) {
    return labels().entrySet().containsAll(wanted.entrySet());
  }

  /** Returns the labels that it carries now. */
  public synchronized Map<String, String> labels() {
    return labels;
  }

  /** Gives it other labels, all of them. */
  public synchronized void relabel(Map<String, String> next) {
    labels = Map.copyOf(next);
  }

  /** Returns a property, or nothing. */
  public synchronized String property(String key) {
    return properties.getOrDefault(key, "");
  }

  /** Changes a property. */
  public synchronized void property(String key, String value) {
    properties.put(key, value);
  }

  /** Returns where it was taken from. */
  public Pool pool() {
    return pool;
  }

  /** Returns its address in the network. */
  public synchronized String address() {
    return address;
  }

  /** Sets its address in the network, to that of something real that stands behind it. */
  public synchronized void moveTo(String next) {
    address = next;
  }

  /** Returns when it was ordered, since the beginning. */
  public Duration launched() {
    return launched;
  }

  /** Returns what is true now. */
  public synchronized State state() {
    return history.lastEntry().getValue();
  }

  /** Returns what was true at a moment, which is what a reading that lags tells; null before it. */
  public synchronized @Nullable State stateAt(long nanos) {
    var entry = history.floorEntry(nanos);
    return entry == null ? null : entry.getValue();
  }

  synchronized void become(State next, long nanos) {
    history.put(nanos, next);
    booted |= next == State.RUNNING;
  }

  /** Returns since when it is in its state, since the beginning. */
  public synchronized Duration changed() {
    return Duration.ofNanos(history.lastKey());
  }

  /** Returns how long it was paid for until now. */
  synchronized Duration paid(long nanos) {
    long paid = 0;
    for (Map.Entry<Long, State> entry : history.entrySet()) {
      if (entry.getValue() == State.PENDING || entry.getValue() == State.RUNNING) {
        Long next = history.higherKey(entry.getKey());
        paid += (next == null ? nanos : next) - entry.getKey();
      }
    }
    return Duration.ofNanos(paid);
  }

  /** Says whether it has ever booted. */
  public synchronized boolean hasBooted() {
    return booted;
  }

  /** Says whether what runs on it answers; this may be so while the cloud says that it is gone. */
  public synchronized boolean answers() {
    return answers;
  }

  synchronized void answers(boolean does) {
    answers = does;
  }

  /** Returns when the cloud takes it back; empty as a rule. */
  public synchronized Optional<Instant> leaves() {
    return Optional.ofNullable(leaves);
  }

  synchronized void leaves(Instant at, Instant now) {
    leaves = at;
    noticed = now;
  }

  /** Returns since when the cloud says that it may take it back before long; empty as a rule. */
  public synchronized Optional<Instant> advised() {
    return Optional.ofNullable(advised);
  }

  synchronized void advised(Instant now) {
    advised = now;
  }

  /** Returns since when it is known that the cloud takes it back; empty as a rule. */
  public synchronized Optional<Instant> noticed() {
    return Optional.ofNullable(noticed);
  }

  /** Returns why it ended, if nobody told it to. */
  public synchronized Optional<ProviderFailure> failure() {
    return Optional.ofNullable(failure);
  }

  synchronized void failure(ProviderFailure why) {
    failure = why;
  }

  @Override
  public String toString() {
    return id + " " + state() + " " + pool + " " + labels();
  }
}
