/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the controller knows of a node, {@code node:<id>} in Redis.
 *
 * @param id the name of its slot
 * @param offering the id of what it was asked for as; null if that is not known
 * @param host where it is reached; null until a machine runs
 * @param served whether it was ever ready
 * @param moves the last moves, oldest first
 */
public record NodeRecord(
    String id,
    String group,
    @Nullable String offering,
    NodeState state,
    Instant since,
    String reason,
    @Nullable String host,
    boolean served,
    List<NodeMove> moves) {
  private static final int KEPT_MOVES = 50;

  /** Returns the record of a node that is seen for the first time. */
  public static NodeRecord first(
      String id,
      String group,
      @Nullable String offering,
      NodeState state,
      Instant at,
      String reason) {
    return new NodeRecord(id, group, offering, state, at, reason, null, false, List.of());
  }

  /**
   * Returns the record after a move.
   *
   * @throws io.cloudtik.error.CloudTikException if {@link NodeTransitions} does not allow it
   */
  public NodeRecord moved(NodeState to, Instant at, String why) {
    NodeTransitions.require(id, state, to);
    List<NodeMove> history = new ArrayList<>(moves);
    history.add(new NodeMove(state, to, at, why));
    int from = Math.max(0, history.size() - KEPT_MOVES);
    boolean serves = served || to == NodeState.READY;
    return new NodeRecord(
        id,
        group,
        offering,
        to,
        at,
        why,
        host,
        serves,
        List.copyOf(history.subList(from, history.size())));
  }

  /** Returns the record with an address. */
  public NodeRecord at(String address) {
    return new NodeRecord(id, group, offering, state, since, reason, address, served, moves);
  }

  /** Says whether this is the head. */
  public boolean head() {
    return group.equals(NodeConfig.HEAD);
  }
}
