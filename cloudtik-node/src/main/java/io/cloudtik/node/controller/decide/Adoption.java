/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.spi.provider.SlotObservation;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Rebuilds the records of nodes from what the store and the provider know. A machine with an intent
 * is wanted; as an intent is written before the launch and deleted before the end, a machine
 * without one is being ended.
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
        decisions.add(adopt(slot, seen.intents().get(slot), seen.slots().get(slot)));
      }
    }
    return decisions;
  }

  private static Decision adopt(
      String slot, @Nullable String group, @Nullable SlotObservation observed) {
    if (group == null) {
      return new Decision.Adopt(
          slot, Slots.group(slot), NodeState.TERMINATING, "its intent was given back");
    }
    if (observed == null) {
      return new Decision.Adopt(
          slot, group, NodeState.QUEUED, "its intent is recorded, the provider has no machine");
    }
    return switch (observed.state()) {
      case PENDING, FAILED ->
          new Decision.Adopt(slot, group, NodeState.REQUESTED, "the provider was asked before");
      case RUNNING ->
          new Decision.Adopt(slot, group, NodeState.ALLOCATED, "its machine runs; it is adopted");
      case TERMINATING ->
          new Decision.Adopt(slot, group, NodeState.TERMINATING, "its machine is being ended");
    };
  }
}
