/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.event.Event;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.event.ServiceEvent;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.supervisor.ServiceChange;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.LinkedBlockingDeque;

/** Events that wait for the link; the oldest go first when there are too many. Thread-safe. */
public final class EventOutbox {
  private static final int CAPACITY = 1_000;
  private static final long STREAM_ENTRIES = 10_000;

  private final String cluster;
  private final String node;
  private final LinkedBlockingDeque<Event> waiting = new LinkedBlockingDeque<>(CAPACITY);

  /** Makes an empty outbox of a node. */
  public EventOutbox(String cluster, String node) {
    this.cluster = cluster;
    this.node = node;
  }

  /** Takes a change to be told. */
  public void add(ServiceChange change) {
    ServiceEvent event =
        ServiceEvent.builder()
            .at(change.at())
            .subject(cluster)
            .message(change.message())
            .node(node)
            .service(change.service())
            .state(change.state())
            .build();
    put(event);
  }

  /** Takes something that people should know. */
  public void notice(Instant at, String message) {
    put(NoticeEvent.builder().at(at).subject(cluster).message(message).build());
  }

  private void put(Event event) {
    while (!waiting.offerLast(event)) {
      waiting.pollFirst();
    }
  }

  /** Sends what waits; what could not be sent stays. */
  void send(ClusterState state) {
    for (Event event = waiting.peekFirst(); event != null; event = waiting.peekFirst()) {
      state.append(StateKeys.EVENTS, Map.of("json", Json.write(event)), STREAM_ENTRIES);
      waiting.removeFirstOccurrence(event);
    }
  }
}
