/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.spec.JobPlacement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Knows how many jobs each node has, and finds room for more. Not thread-safe. */
final class JobPlaces {
  /**
   * How many jobs a node runs at the same time. Jobs say nothing about what they need yet; four
   * keep one forgotten job from blocking the others without loading a node beyond use.
   */
  static final int JOBS_PER_NODE = 4;

  private final Observation seen;
  private final NodeMoves moves;
  private final Map<String, Integer> running = new HashMap<>();

  JobPlaces(Observation seen, NodeMoves moves) {
    this.seen = seen;
    this.moves = moves;
  }

  void take(String node) {
    running.merge(node, 1, Integer::sum);
  }

  /** Returns the nodes on which a job can begin now; empty if it has to wait. */
  List<String> find(JobPlacement placement) {
    return switch (placement) {
      case ONE_WORKER -> seen.spec().workerGroups().isEmpty() ? head() : leastWorker();
      case HEAD -> head();
      case ALL_WORKERS -> allWorkers();
      case ALL_NODES -> allNodes();
    };
  }

  private List<String> head() {
    return seen.head().filter(this::hasRoom).map(NodeSight::id).stream().toList();
  }

  private List<String> leastWorker() {
    return workersWithRoom().stream()
        .min(Comparator.comparingInt(this::load).thenComparing(node -> Slots.number(node.id())))
        .map(NodeSight::id)
        .stream()
        .toList();
  }

  private List<String> allWorkers() {
    List<NodeSight> workers = workersWithRoom();
    return workers.size() < wanted()
        ? List.of()
        : workers.stream()
            .sorted(Comparator.comparing(node -> Slots.number(node.id())))
            .map(NodeSight::id)
            .toList();
  }

  private List<String> allNodes() {
    List<String> nodes = new ArrayList<>(head());
    List<String> workers = allWorkers();
    if (nodes.isEmpty() || workers.size() < wanted()) {
      return List.of();
    }
    nodes.addAll(workers);
    return nodes;
  }

  /** Returns what a job on several nodes waits for. */
  String awaited() {
    return "waits until the head and all %d workers are ready and have room; %d workers are, the head is%s"
        .formatted(wanted(), workersWithRoom().size(), head().isEmpty() ? " not" : "");
  }

  private int wanted() {
    return seen.wanted().values().stream().mapToInt(Integer::intValue).sum();
  }

  private List<NodeSight> workersWithRoom() {
    return seen.workers().stream().filter(this::hasRoom).toList();
  }

  private boolean hasRoom(NodeSight node) {
    return moves.after(node) == NodeState.READY && node.well() && load(node) < JOBS_PER_NODE;
  }

  private int load(NodeSight node) {
    return running.getOrDefault(node.id(), 0);
  }
}
