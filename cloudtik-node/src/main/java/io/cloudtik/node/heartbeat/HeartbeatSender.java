/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** Sends the heartbeat of this node and the events that wait. Thread-safe. */
public final class HeartbeatSender {
  static final Duration EXPIRY = Duration.ofSeconds(30);

  /** Every how many heartbeats the usage is measured, which costs more than the rest of it. */
  private static final int USAGE_EVERY = 3;

  private final NodeLayout layout;
  private final NodeConfig config;
  private final NodeHealth health;
  private final ClusterLink link;
  private final EventOutbox events;
  private final Clock clock;
  private final NodeUsage usage;
  private NodeUsage.Sample sample = NodeUsage.Sample.NONE;
  private long sequence;

  public HeartbeatSender(
      NodeLayout layout,
      NodeConfig config,
      NodeHealth health,
      ClusterLink link,
      EventOutbox events,
      Clock clock) {
    this.layout = layout;
    this.config = config;
    this.health = health;
    this.link = link;
    this.events = events;
    this.clock = clock;
    this.usage = new NodeUsage(config.shape().cpus());
  }

  /** Sends one heartbeat if the cluster can be reached. The first says only that the node lives. */
  public synchronized void send() {
    link.attempt(
        "heartbeat",
        state -> {
          // Looked at after the way is open: another head must not hear how things were before it.
          state.put(StateKeys.heartbeat(config.nodeId()), Json.write(heartbeat()), EXPIRY);
          events.send(state);
        });
  }

  private Heartbeat heartbeat() {
    if (sequence % USAGE_EVERY == 1) {
      sample = usage.sample(health.sessions());
    }
    sequence++;
    return new Heartbeat(
        config.nodeId(),
        Incarnation.OF_THIS_PROCESS,
        sequence,
        clock.instant(),
        sample.cpu(),
        sample.memory(),
        sample.load(),
        health.setup(),
        health.services(),
        health.jobs(),
        config.head() ? published() : List.of());
  }

  private List<EndpointSpec> published() {
    try {
      return LocalFiles.read(layout.published())
          .map(json -> Json.readList(json, EndpointSpec.class))
          .orElse(List.of());
    } catch (CloudTikException e) {
      return List.of();
    }
  }
}
