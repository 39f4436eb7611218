/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.Node;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What the cluster controller shows to clients.
 *
 * @param protocol of the controller
 * @param state of the cluster
 * @param reason why it is in that state
 * @param nodes the head and the workers that are not terminated, by id
 * @param wanted how many workers each group should have
 * @param published what can be connected to
 * @param generation of the controller's lease
 * @param at when it was written
 */
public record ClusterView(
    int protocol,
    io.cloudtik.ClusterState state,
    String reason,
    List<Node> nodes,
    Map<String, Integer> wanted,
    List<EndpointSpec> published,
    long generation,
    Instant at) {
  /** Refuses what a damaged document leaves out. */
  public ClusterView {
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(reason, "reason");
    Objects.requireNonNull(nodes, "nodes");
    Objects.requireNonNull(wanted, "wanted");
    Objects.requireNonNull(published, "published");
  }
}
