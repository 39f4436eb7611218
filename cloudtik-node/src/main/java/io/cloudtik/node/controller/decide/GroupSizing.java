/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.spec.WorkerGroupSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;

/**
 * Brings each group to its size. Every worker that is on its way counts, so that nothing is
 * launched twice; what failed does not, so that it is replaced, under a new number.
 */
final class GroupSizing {
  private static final Set<NodeState> COUNTED =
      EnumSet.of(
          NodeState.QUEUED,
          NodeState.REQUESTED,
          NodeState.ALLOCATED,
          NodeState.BOOTSTRAPPING,
          NodeState.READY,
          NodeState.SUSPECT);

  private final Observation seen;
  private final NodeMoves moves;
  private final List<Decision> decisions = new ArrayList<>();

  private GroupSizing(Observation seen, NodeMoves moves) {
    this.seen = seen;
    this.moves = moves;
  }

  static List<Decision> decide(Observation seen, NodeMoves moves) {
    GroupSizing sizing = new GroupSizing(seen, moves);
    Set<String> groups = new LinkedHashSet<>();
    seen.spec().workerGroups().stream().map(WorkerGroupSpec::name).forEach(groups::add);
    seen.workers().forEach(node -> groups.add(node.record().group()));
    groups.forEach(sizing::group);
    return sizing.decisions;
  }

  private void group(String group) {
    int wanted = seen.wanted().getOrDefault(group, 0);
    List<NodeSight> counted = new ArrayList<>();
    List<NodeSight> draining = new ArrayList<>();
    for (NodeSight node : seen.workers()) {
      if (node.record().group().equals(group)) {
        if (COUNTED.contains(moves.after(node))) {
          counted.add(node);
        } else if (moves.after(node) == NodeState.DRAINING) {
          draining.add(node);
        }
      }
    }
    int missing = wanted - counted.size();
    if (missing >= 0) {
      launch(group, counted);
    }
    if (missing > 0) {
      int kept = keep(draining, missing);
      add(group, missing - kept);
    } else if (missing < 0) {
      remove(counted, -missing, wanted);
    }
    draining.forEach(this::endDrained);
  }

  private void launch(String group, List<NodeSight> counted) {
    List<String> slots =
        counted.stream()
            .filter(node -> moves.after(node) == NodeState.QUEUED && !node.asked())
            .map(NodeSight::id)
            .toList();
    if (!slots.isEmpty() && seen.slotsKnown()) {
      decisions.add(new Decision.Launch(group, slots));
    }
  }

  /** A drain that is not needed any more is cancelled: cheaper than a new machine. */
  private int keep(List<NodeSight> draining, int missing) {
    List<NodeSight> kept =
        draining.stream()
            .filter(node -> node.heard() && !Silence.suspect(node))
            .sorted(Comparator.comparingInt(node -> Slots.number(node.id())))
            .limit(missing)
            .toList();
    kept.forEach(
        node ->
            decisions.add(new Decision.MoveNode(node.id(), NodeState.READY, "it is wanted again")));
    draining.removeAll(kept);
    return kept.size();
  }

  private void add(String group, int missing) {
    boolean mustWait = seen.waits().getOrDefault(group, Duration.ZERO).compareTo(Duration.ZERO) > 0;
    if (missing <= 0
        || !seen.headReadyForWorkers()
        || mustWait
        || failing(group)
        || !seen.slotsKnown()) {
      return;
    }
    int next = nextNumber(group);
    List<String> slots = new ArrayList<>();
    for (int number = next; number < next + missing; number++) {
      slots.add(Slots.name(group, number));
    }
    decisions.add(new Decision.AddNodes(group, List.copyOf(slots), next + missing));
  }

  /** Who fails in this very pass is replaced in a later one, which knows how long to wait. */
  private boolean failing(String group) {
    return seen.workers().stream()
        .filter(node -> node.record().group().equals(group))
        .anyMatch(
            node -> moves.after(node) != node.state() && !COUNTED.contains(moves.after(node)));
  }

  /** The recorded number should do; that no number is used twice must hold even if it is wrong. */
  private int nextNumber(String group) {
    int next = seen.nextNumber().getOrDefault(group, 1);
    Set<String> used = new LinkedHashSet<>(seen.intents().keySet());
    used.addAll(seen.slots().keySet());
    seen.nodes().forEach(node -> used.add(node.id()));
    for (String slot : used) {
      if (Slots.group(slot).equals(group)) {
        next = Math.max(next, Slots.number(slot) + 1);
      }
    }
    return next;
  }

  private void remove(List<NodeSight> counted, int surplus, int wanted) {
    TreeMap<String, Long> jobs = new TreeMap<>();
    counted.forEach(node -> jobs.put(node.id(), seen.jobsOf(node.id())));
    counted.stream()
        .sorted(
            Comparator.comparing((NodeSight node) -> jobs.getOrDefault(node.id(), 0L) > 0)
                .thenComparing(node -> -Slots.number(node.id())))
        .limit(surplus)
        .forEach(node -> remove(node, wanted));
  }

  private void remove(NodeSight node, int wanted) {
    NodeState state = moves.after(node);
    String reason = "it is surplus, wanted are " + wanted;
    if (state != node.state()) {
      // One move in a pass; the next one sees it again.
      return;
    }
    if (state == NodeState.READY) {
      decisions.add(new Decision.MoveNode(node.id(), NodeState.DRAINING, reason));
    } else if (state != NodeState.SUSPECT || seen.jobsOf(node.id()) == 0) {
      // A suspect node with jobs is judged by its silence first: its jobs may still be running.
      decisions.add(new Decision.MoveNode(node.id(), NodeState.TERMINATING, reason));
    }
  }

  private void endDrained(NodeSight node) {
    if (node.state() != NodeState.DRAINING) {
      return;
    }
    if (seen.jobsOf(node.id()) == 0) {
      decisions.add(
          new Decision.MoveNode(node.id(), NodeState.TERMINATING, node.record().reason()));
    } else if (node.overdue()) {
      decisions.add(
          new Decision.MoveNode(
              node.id(), NodeState.TERMINATING, "its jobs did not end in the time to drain"));
    }
  }
}
