/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import static io.cloudtik.NodeState.ALLOCATED;
import static io.cloudtik.NodeState.ALLOCATION_FAILED;
import static io.cloudtik.NodeState.BOOTSTRAPPING;
import static io.cloudtik.NodeState.BOOTSTRAP_FAILED;
import static io.cloudtik.NodeState.DRAINING;
import static io.cloudtik.NodeState.LOST;
import static io.cloudtik.NodeState.QUEUED;
import static io.cloudtik.NodeState.READY;
import static io.cloudtik.NodeState.REQUESTED;
import static io.cloudtik.NodeState.STOPPED;
import static io.cloudtik.NodeState.SUSPECT;
import static io.cloudtik.NodeState.TERMINATED;
import static io.cloudtik.NodeState.TERMINATING;

import io.cloudtik.NodeState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The one table of a machine's life: which moves are allowed, and how long a state may last. */
public final class NodeTransitions {
  private static final Map<NodeState, Set<NodeState>> ALLOWED = new EnumMap<>(NodeState.class);
  private static final Map<NodeState, Duration> DEADLINES = new EnumMap<>(NodeState.class);

  static {
    // The provider took the wish; or it refused until the deadline; or nobody wants it any more.
    allow(QUEUED, REQUESTED, ALLOCATION_FAILED, TERMINATING);
    // A machine came; or the provider says that none will, or stays silent; or nobody wants it.
    allow(REQUESTED, ALLOCATED, ALLOCATION_FAILED, TERMINATING);
    // Set-up begins; or nobody came to do it; or the machine died before; or nobody wants it.
    allow(ALLOCATED, BOOTSTRAPPING, BOOTSTRAP_FAILED, LOST, TERMINATING);
    // All services are healthy; or a step failed or took too long; or the machine died meanwhile.
    allow(BOOTSTRAPPING, READY, BOOTSTRAP_FAILED, LOST, TERMINATING);
    // It fell silent; or its machine is gone; or it is surplus and may finish what it has; or a
    // service failed for good, or the cluster ends, and waiting makes nothing better.
    allow(READY, SUSPECT, LOST, DRAINING, TERMINATING);
    // It was heard again, as after a healed partition; or it was silent too long, or its machine is
    // gone; or nobody wants it.
    allow(SUSPECT, READY, LOST, TERMINATING);
    // It is wanted again; or it finished, to be stopped or ended; or it was lost while finishing.
    allow(DRAINING, READY, STOPPED, TERMINATING, LOST);
    // It is started again, which is a new request; or nobody wants it.
    allow(STOPPED, REQUESTED, TERMINATING);
    // Nothing is left of a machine that failed or ended; what failed may have left a part of
    // itself.
    allow(ALLOCATION_FAILED, TERMINATING);
    allow(BOOTSTRAP_FAILED, TERMINATING);
    allow(LOST, TERMINATING);
    allow(TERMINATING, TERMINATED);
    // A number is never used again, so nothing follows.
    allow(TERMINATED);

    DEADLINES.put(QUEUED, Duration.ofMinutes(5));
    DEADLINES.put(REQUESTED, Duration.ofMinutes(10));
    DEADLINES.put(ALLOCATED, Duration.ofMinutes(5));
    DEADLINES.put(BOOTSTRAPPING, Duration.ofMinutes(15));
    DEADLINES.put(SUSPECT, Duration.ofSeconds(30));
    DEADLINES.put(DRAINING, Duration.ofMinutes(10));
    // Ending is asked for again and again, since giving up would leave something behind.
    DEADLINES.put(TERMINATING, Duration.ofSeconds(10));
    // The next pass ends these.
    DEADLINES.put(ALLOCATION_FAILED, Duration.ZERO);
    DEADLINES.put(BOOTSTRAP_FAILED, Duration.ZERO);
    DEADLINES.put(LOST, Duration.ZERO);
    DEADLINES.put(TERMINATED, Duration.ZERO);
    // READY and STOPPED are where a node may rest.
  }

  private NodeTransitions() {}

  private static void allow(NodeState from, NodeState... to) {
    Set<NodeState> targets = EnumSet.noneOf(NodeState.class);
    for (NodeState state : to) {
      targets.add(state);
    }
    ALLOWED.put(from, targets);
  }

  /** Says whether a node may go from one state to another. */
  public static boolean allowed(NodeState from, NodeState to) {
    return ALLOWED.getOrDefault(from, Set.of()).contains(to);
  }

  /**
   * Returns how long a node may stay in a state before the controller acts; empty means for ever.
   */
  public static Optional<Duration> deadline(NodeState state) {
    return Optional.ofNullable(DEADLINES.get(state));
  }

  /**
   * Does nothing if the move is allowed.
   *
   * @throws CloudTikException with {@code INTERNAL} otherwise: whoever decided it is wrong
   */
  public static void require(String node, NodeState from, NodeState to) {
    if (!allowed(from, to)) {
      throw new CloudTikException(
          ErrorCode.INTERNAL,
          "node %s cannot go from %s to %s; from %s it can go to %s"
              .formatted(node, from, to, from, ALLOWED.getOrDefault(from, Set.of())));
    }
  }
}
