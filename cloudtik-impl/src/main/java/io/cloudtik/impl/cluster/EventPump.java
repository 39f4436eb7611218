/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.Event;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/** Reads the cluster's events from where it stopped last. Not thread-safe. */
final class EventPump {
  private static final int BATCH = 500;

  private String after;

  private EventPump(String after) {
    this.after = after;
  }

  static EventPump fromBeginning() {
    return new EventPump(ClusterState.BEGINNING);
  }

  /** Returns a pump for events from now on. */
  static EventPump fromNow(ClusterState state) {
    return new EventPump(
        state.last(StateKeys.EVENTS, 1).stream()
            .findFirst()
            .map(StreamEntry::id)
            .orElse(ClusterState.BEGINNING));
  }

  /** Gives all events that are there to a consumer, waiting up to {@code block} for the first. */
  void read(ClusterState state, Duration block, Consumer<Event> consumer) {
    Duration wait = block;
    while (true) {
      var entries = state.read(StateKeys.EVENTS, after, BATCH, wait);
      for (StreamEntry entry : entries) {
        after = entry.id();
        event(entry).ifPresent(consumer);
      }
      if (entries.size() < BATCH) {
        return;
      }
      wait = Duration.ZERO;
    }
  }

  /** Returns the event of an entry; one of a kind that this version does not know is left out. */
  static Optional<Event> event(StreamEntry entry) {
    try {
      return Optional.of(Json.read(entry.fields().getOrDefault("json", ""), Event.class));
    } catch (CloudTikException e) {
      return Optional.empty();
    }
  }
}
