/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the records of nodes from what the store and the provider know. A machine with an intent
 * is wanted. As an intent is written before the launch and deleted before the end, a machine
 * without one is being ended; but one whose node controller answers is taken in: who deleted the
 * intent was not our end of it, or did not come to the machine, and it may be in the middle of a
 * job. If it is too many, it goes as any other.
 */
final class Adoption {
  private Adoption() {}

  static List<Decision> decide(Observation seen) {
    if (!seen.slotsKnown()) {
      return List.of();
    }
    Set<String> known = new HashSet<>();
    seen.nodes().forEach(node -> known.add(node.id()));
    Set<String> slots = new TreeSet<>(seen.intents().keySet());
    slots.addAll(seen.slots().keySet());
    slots.remove(NodeConfig.HEAD);
    List<Decision> decisions = new ArrayList<>();
    for (String slot : slots) {
      if (!known.contains(slot)) {
        Intent intent = seen.intents().get(slot);
        if (intent != null) {
          decisions.add(adopt(slot, intent, seen.slots().get(slot)));
        } else {
          orphan(seen, slot).ifPresent(decisions::add);
        }
      }
    }
    return decisions;
  }

  private static Optional<Decision> orphan(Observation seen, String slot) {
    SlotObservation observed = seen.slots().get(slot);
    boolean runs = observed != null && observed.state() == SlotState.RUNNING;
    if (!runs || seen.endReason() != null) {
      return Optional.of(ended(slot, "nothing says that it was asked for"));
    }
    String group = Slots.group(slot);
    if (seen.answering().contains(slot) && seen.spec().workerGroup(group).isPresent()) {
      return Optional.of(
          new Decision.Adopt(
              slot, group, null, NodeState.ALLOCATED, true, "its node controller answers"));
    }
    Duration seenFor = seen.orphans().getOrDefault(slot, Duration.ZERO);
    return seenFor.compareTo(Silence.SUSPECT_AFTER) < 0
        ? Optional.empty()
        : Optional.of(ended(slot, "nothing says that it was asked for, and it does not answer"));
  }

  private static Decision ended(String slot, String reason) {
    return new Decision.Adopt(slot, Slots.group(slot), null, NodeState.TERMINATING, false, reason);
  }

  private static Decision adopt(String slot, Intent intent, @Nullable SlotObservation observed) {
    if (observed == null) {
      return as(
          slot, intent, NodeState.QUEUED, "its intent is recorded, the provider has no machine");
    }
    return switch (observed.state()) {
      case PENDING, FAILED ->
          as(slot, intent, NodeState.REQUESTED, "the provider was asked before");
      case RUNNING -> as(slot, intent, NodeState.ALLOCATED, "its machine runs; it is adopted");
      case TERMINATING -> as(slot, intent, NodeState.TERMINATING, "its machine is being ended");
    };
  }

  private static Decision as(String slot, Intent intent, NodeState state, String reason) {
    return new Decision.Adopt(slot, intent.group(), intent.offering(), state, false, reason);
  }
}
