/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.EventListener;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.execute.Threads;
import io.cloudtik.impl.state.ClusterState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Reads a cluster's events as they come and tells listeners, with one thread for each handle. */
final class EventSubscription implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final ClusterConnection connection;
  private final EventHub hub;
  private final ScheduledExecutorService reader;
  private @Nullable EventPump pump;

  EventSubscription(String cluster, ClusterConnection connection) {
    this.connection = connection;
    this.hub = new EventHub(cluster + "-events", List.of());
    this.reader =
        Executors.newSingleThreadScheduledExecutor(Threads.named(cluster + "-event-reader"));
    // Where "from now on" begins is settled before the subscription returns.
    connection.state().ifPresent(state -> pump = EventPump.fromNow(state));
    reader.scheduleWithFixedDelay(
        this::read, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
  }

  AutoCloseable add(EventListener listener) {
    return hub.add(listener);
  }

  private void read() {
    try {
      Optional<ClusterState> state = connection.state();
      if (state.isEmpty()) {
        return;
      }
      EventPump current = pump;
      if (current == null) {
        current = EventPump.fromBeginning();
        pump = current;
      }
      current.read(state.get(), Duration.ZERO, hub::tell);
    } catch (CloudTikException e) {
      // The head is away; the next look may find it, or its successor, again.
      return;
    }
  }

  @Override
  public void close() {
    reader.shutdownNow();
    hub.close();
  }
}
