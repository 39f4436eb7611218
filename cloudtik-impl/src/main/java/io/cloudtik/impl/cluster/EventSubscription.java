/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.EventListener;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a cluster's events as they come and tells listeners, with one thread for each handle. */
final class EventSubscription implements AutoCloseable {
  private static final Duration INTERVAL = Duration.ofMillis(300);

  private final ClusterConnection connection;
  private final EventHub hub;
  private final Time.Repeated reader;
  private @Nullable EventPump pump;

  EventSubscription(WorkspaceContext workspace, String cluster, ClusterConnection connection) {
    this.connection = connection;
    this.hub = workspace.hub(cluster, List.of());
    // Where "from now on" begins is settled before the subscription returns.
    connection.state().ifPresent(state -> pump = EventPump.fromNow(state));
    this.reader = workspace.time().repeat(cluster + "-event-reader", INTERVAL, this::read);
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
    reader.close();
    hub.close();
  }
}
