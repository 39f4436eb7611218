/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.event.Event;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.wait.Time;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells events to whoever listens. What cannot be told is logged; nothing rests on it. */
final class EventLog {
  private static final Logger logger = LoggerFactory.getLogger(EventLog.class);
  private static final long KEPT_EVENTS = 10_000;

  private final String cluster;
  private final ClusterState state;
  private final Time time;
  private final FailureLog failures;

  EventLog(ClusterParts parts, FailureLog failures) {
    this.cluster = parts.cluster();
    this.state = parts.state();
    this.time = parts.time();
    this.failures = failures;
  }

  void tell(Event event) {
    failures.guard(
        "tell events",
        () -> state.append(StateKeys.EVENTS, Map.of("json", Json.write(event)), KEPT_EVENTS));
  }

  void notice(String message) {
    logger.info("cluster={} notice={}", cluster, message);
    tell(NoticeEvent.builder().at(time.now()).subject(cluster).message(message).build());
  }
}
