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
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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

  private static final Set<NodeState> ASKED_FOR = EnumSet.of(NodeState.QUEUED, NodeState.REQUESTED);

  private static final Set<NodeState> SETTING_UP =
      EnumSet.of(
          NodeState.QUEUED, NodeState.REQUESTED, NodeState.ALLOCATED, NodeState.BOOTSTRAPPING);

  private final Observation seen;
  private final NodeMoves moves;
  private final List<Decision> decisions = new ArrayList<>();
  private final Budget budget;

  private GroupSizing(Observation seen, NodeMoves moves) {
    this.seen = seen;
    this.moves = moves;
    this.budget = new Budget(seen);
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
    List<NodeSight> advised = counted.stream().filter(this::isAdvised).toList();
    List<NodeSight> replaced = replaced(counted, advised, wanted);
    replaced.forEach(
        node ->
            decisions.add(
                new Decision.MoveNode(
                    node.id(), NodeState.DRAINING, "it is replaced: " + node.advice())));
    counted.removeAll(replaced);
    // Who may be lost before long gets a successor first, as far as the group may grow.
    int target =
        wanted + Math.max(0, Math.min(advised.size() - replaced.size(), most(group) - wanted));
    int missing = target - counted.size();
    if (missing >= 0) {
      launch(group, counted);
    }
    if (missing > 0) {
      int kept = keep(draining, missing);
      add(group, missing - kept - undecided(group));
    } else if (missing < 0) {
      remove(counted, -missing, target);
    }
    draining.forEach(this::endDrained);
  }

  private boolean isAdvised(NodeSight node) {
    return node.state() == NodeState.READY
        && moves.after(node) == NodeState.READY
        && !node.advice().isEmpty();
  }

  /** Returns those in whose place others are ready. */
  private List<NodeSight> replaced(List<NodeSight> counted, List<NodeSight> advised, int wanted) {
    long ready = counted.stream().filter(node -> moves.after(node) == NodeState.READY).count();
    return advised.stream()
        .sorted(Comparator.comparingLong(node -> seen.jobsOf(node.id())))
        .limit(Math.max(0, ready - wanted))
        .toList();
  }

  private int most(String group) {
    return seen.spec().workerGroups().stream()
        .filter(it -> it.name().equals(group))
        .mapToInt(WorkerGroupSpec::max)
        .findFirst()
        .orElse(0);
  }

  private void launch(String group, List<NodeSight> counted) {
    if (!seen.slotsKnown()) {
      return;
    }
    Map<String, List<String>> waves = new LinkedHashMap<>();
    for (NodeSight node : counted) {
      if (moves.after(node) == NodeState.QUEUED && !node.asked()) {
        offer(group, node)
            .filter(offer -> !offer.isBlocked())
            .ifPresent(
                offer -> waves.computeIfAbsent(offer.id(), id -> new ArrayList<>()).add(node.id()));
      }
    }
    waves.forEach(
        (offering, slots) ->
            decisions.add(new Decision.Launch(group, offering, List.copyOf(slots))));
  }

  /** A call is repeated with what it was made with, or with the best if that is not known. */
  private Optional<Offer> offer(String group, NodeSight node) {
    List<Offer> offers = seen.offers().getOrDefault(group, List.of());
    String asked = node.record().offering();
    return offers.stream().filter(offer -> asked == null || offer.id().equals(asked)).findFirst();
  }

  /** A drain that is not needed any more is cancelled: cheaper than a new machine. */
  private int keep(List<NodeSight> draining, int missing) {
    List<NodeSight> kept =
        draining.stream()
            .filter(node -> node.heard() && !Silence.suspect(node) && node.notice().isEmpty())
            .filter(node -> node.advice().isEmpty())
            .sorted(Comparator.comparingInt(node -> Slots.number(node.id())))
            .limit(missing)
            .toList();
    kept.forEach(
        node ->
            decisions.add(new Decision.MoveNode(node.id(), NodeState.READY, "it is wanted again")));
    draining.removeAll(kept);
    return kept.size();
  }

  /** Returns how many machines may yet turn out to be workers of the group. */
  private int undecided(String group) {
    return (int)
        seen.orphans().keySet().stream().filter(slot -> Slots.group(slot).equals(group)).count();
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
    int left = seen.probing().contains(group) ? Math.min(missing, 1 - settingUp(group)) : missing;
    int next = nextNumber(group);
    for (Offer offer : seen.offers().getOrDefault(group, List.of())) {
      int wave = Math.min(left, offer.isBlocked() ? 0 : offer.limit() - onTheWay(offer));
      if (wave > 0) {
        wave = budget.take(offer, wave);
        add(group, offer, next, wave);
        next += wave;
        left -= wave;
      }
    }
  }

  private void add(String group, Offer offer, int first, int machines) {
    List<String> slots = new ArrayList<>();
    for (int number = first; number < first + machines; number++) {
      slots.add(Slots.name(group, number));
    }
    if (!slots.isEmpty()) {
      decisions.add(new Decision.AddNodes(group, offer.id(), List.copyOf(slots), first + machines));
    }
  }

  /** Returns how many machines of an offering were asked for and did not come yet. */
  private int onTheWay(Offer offer) {
    return (int)
        seen.workers().stream()
            .filter(node -> offer.id().equals(node.record().offering()))
            .filter(node -> ASKED_FOR.contains(moves.after(node)))
            .count();
  }

  /** Returns how many workers of a group are on their way to being ready. */
  private int settingUp(String group) {
    return (int)
        seen.workers().stream()
            .filter(node -> node.record().group().equals(group))
            .filter(node -> SETTING_UP.contains(moves.after(node)))
            .count();
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
