/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Measures silence by this controller's own monotonic clock, from when it last saw a heartbeat's
 * sequence change; other machines' clocks do not matter. When this process itself was away, all
 * silence is counted from its return.
 */
final class HeartbeatWatch {
  /** A longer time between two looks means that this process was away: stopped, or asleep. */
  private static final Duration PAUSE = Duration.ofSeconds(5);

  /**
   * Who is late again and again was not away but is slow, and would excuse all silence for ever.
   */
  private static final Duration EXCUSED_ONCE_IN = Duration.ofSeconds(60);

  private final Time time;
  private final Map<String, Entry> entries = new HashMap<>();
  private long lookedAt;
  private Instant lookedAtWall;
  private @Nullable Long excusedAt;

  HeartbeatWatch(Time time) {
    this.time = time;
    this.lookedAt = time.mark();
    this.lookedAtWall = time.now();
  }

  /** Takes in what was read; says whether this process was away before. */
  boolean look(Set<String> nodes, Map<String, Heartbeat> heartbeats) {
    boolean away = wasAway();
    if (away) {
      awaitAnew();
    }
    entries.keySet().retainAll(nodes);
    for (String node : nodes) {
      Heartbeat heartbeat = heartbeats.get(node);
      Entry entry = entries.get(node);
      if (entry == null) {
        entries.put(node, new Entry(heartbeat, time.mark(), false));
      } else if (heartbeat != null && !same(entry.last, heartbeat)) {
        entries.put(node, new Entry(heartbeat, time.mark(), true));
      }
    }
    return away;
  }

  private boolean wasAway() {
    Duration wall = Duration.between(lookedAtWall, time.now());
    Duration monotonic = time.since(lookedAt);
    lookedAt = time.mark();
    lookedAtWall = time.now();
    boolean late = wall.compareTo(PAUSE) > 0 || monotonic.compareTo(PAUSE) > 0;
    boolean excusedLately =
        excusedAt != null && time.since(excusedAt).compareTo(EXCUSED_ONCE_IN) < 0;
    if (!late || excusedLately) {
      return false;
    }
    excusedAt = time.mark();
    return true;
  }

  private static boolean same(@Nullable Heartbeat last, Heartbeat heartbeat) {
    return last != null
        && last.sequence() == heartbeat.sequence()
        && last.incarnation().equals(heartbeat.incarnation());
  }

  /** Counts all silence from now. */
  void awaitAnew() {
    entries.replaceAll((node, entry) -> new Entry(entry.last, time.mark(), false));
  }

  @Nullable Heartbeat last(String node) {
    Entry entry = entries.get(node);
    return entry == null ? null : entry.last;
  }

  boolean heard(String node) {
    Entry entry = entries.get(node);
    return entry != null && entry.heard;
  }

  Duration silence(String node) {
    Entry entry = entries.get(node);
    return entry == null ? Duration.ZERO : time.since(entry.at);
  }

  private record Entry(@Nullable Heartbeat last, long at, boolean heard) {}
}
