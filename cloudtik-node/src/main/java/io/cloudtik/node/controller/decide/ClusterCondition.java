/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.spec.WorkerGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The state of the cluster and what is missing, worked out from what is seen. */
public record ClusterCondition(ClusterState state, String reason) {
  private static final int NAMED_NODES = 5;

  /**
   * Returns the condition.
   *
   * @param wasReady whether the cluster was ready before, so that it is no longer starting
   * @param failures by group, why the last worker of it failed
   */
  public static ClusterCondition of(
      Observation seen, boolean wasReady, Map<String, String> failures) {
    if (seen.endReason() != null) {
      return new ClusterCondition(ClusterState.TERMINATING, seen.endReason());
    }
    List<String> missing = new ArrayList<>();
    seen.head()
        .filter(head -> head.state() != NodeState.READY || !head.well())
        .ifPresent(head -> missing.add(head.describe()));
    for (WorkerGroupSpec group : seen.spec().workerGroups()) {
      group(seen, group.name(), failures, missing);
    }
    Silence silence = Silence.of(seen);
    if (silence.massive()) {
      missing.add(silence.describe());
    }
    if (missing.isEmpty() && seen.head().isPresent()) {
      return new ClusterCondition(ClusterState.READY, "");
    }
    return new ClusterCondition(
        wasReady ? ClusterState.DEGRADED : ClusterState.STARTING, String.join("; ", missing));
  }

  private static void group(
      Observation seen, String group, Map<String, String> failures, List<String> missing) {
    int wanted = seen.wanted().getOrDefault(group, 0);
    List<NodeSight> nodes =
        seen.workers().stream().filter(node -> node.record().group().equals(group)).toList();
    long ready = nodes.stream().filter(ClusterCondition::serves).count();
    if (ready >= wanted) {
      return;
    }
    List<String> others =
        nodes.stream()
            .filter(node -> !serves(node))
            .limit(NAMED_NODES)
            .map(NodeSight::describe)
            .toList();
    StringBuilder text = new StringBuilder("%s: %d of %d ready".formatted(group, ready, wanted));
    if (!others.isEmpty()) {
      text.append(" (").append(String.join(", ", others)).append(')');
    }
    String failure = failures.get(group);
    if (failure != null) {
      text.append("; last failure: ").append(failure);
      Duration wait = seen.waits().getOrDefault(group, Duration.ZERO);
      if (wait.compareTo(Duration.ZERO) > 0) {
        text.append("; next try in ").append(wait.toSeconds() + 1).append(" s");
      }
    }
    offers(seen, group).ifPresent(why -> text.append("; ").append(why));
    missing.add(text.toString());
  }

  /** Says why no machine of any kind is asked for. */
  private static Optional<String> offers(Observation seen, String group) {
    List<Offer> offers = seen.offers().getOrDefault(group, List.of());
    if (offers.isEmpty() || !offers.stream().allMatch(Offer::isBlocked)) {
      return seen.spec().hourlyBudget().isPresent() && exhausted(seen, offers)
          ? Optional.of("its budget of an hour is used up")
          : Optional.empty();
    }
    Offer next = Collections.min(offers, Comparator.comparing(Offer::blocked));
    return Optional.of(
        "no machine is to be had; next try in %d s: %s, %s"
            .formatted(next.blocked().toSeconds() + 1, next.id(), next.reason()));
  }

  private static boolean exhausted(Observation seen, List<Offer> offers) {
    Budget budget = new Budget(seen);
    return !offers.isEmpty() && offers.stream().allMatch(offer -> budget.take(offer, 1) == 0);
  }

  private static boolean serves(NodeSight node) {
    return node.state() == NodeState.READY && node.well();
  }
}
