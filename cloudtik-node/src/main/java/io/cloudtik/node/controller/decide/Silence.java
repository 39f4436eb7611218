/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Judges silence. When two or more workers, and more than 40 % of them, are silent at the same
 * time, it is rather our ears: then nobody is replaced until heartbeats were awaited anew for the
 * full time.
 */
public final class Silence {
  /** After this long without a heartbeat a node is suspect. */
  public static final Duration SUSPECT_AFTER = Duration.ofSeconds(10);

  /** After this long without a heartbeat a node is lost. */
  public static final Duration LOST_AFTER = Duration.ofSeconds(30);

  private static final int MANY = 2;
  private static final double MOST = 0.4;
  private static final Set<NodeState> BEATING =
      EnumSet.of(NodeState.READY, NodeState.SUSPECT, NodeState.DRAINING);

  private final int silent;
  private final int all;
  private final boolean anyLost;
  private final boolean awaitedAnew;

  private Silence(int silent, int all, boolean anyLost, boolean awaitedAnew) {
    this.silent = silent;
    this.all = all;
    this.anyLost = anyLost;
    this.awaitedAnew = awaitedAnew;
  }

  /** Returns the judgement of an observation. */
  public static Silence of(Observation seen) {
    List<NodeSight> beating =
        seen.workers().stream().filter(node -> BEATING.contains(node.state())).toList();
    long silent =
        beating.stream()
            .filter(node -> suspect(node) || node.state() == NodeState.SUSPECT)
            .filter(node -> !healed(node))
            .count();
    boolean anyLost = beating.stream().anyMatch(Silence::tooLong);
    return new Silence((int) silent, beating.size(), anyLost, seen.awaitedAnew());
  }

  static boolean suspect(NodeSight node) {
    return node.silence().compareTo(SUSPECT_AFTER) >= 0;
  }

  static boolean healed(NodeSight node) {
    return node.heard() && !suspect(node);
  }

  private static boolean tooLong(NodeSight node) {
    return node.silence().compareTo(LOST_AFTER) >= 0;
  }

  /** Says whether so many are silent that it is rather our ears. */
  public boolean massive() {
    return silent >= MANY && silent > MOST * all;
  }

  /** Says whether nobody is silent. */
  public boolean none() {
    return silent == 0;
  }

  boolean mustBeAwaitedAnew() {
    return massive() && anyLost && !awaitedAnew;
  }

  boolean lost(NodeSight node) {
    return tooLong(node) && (!massive() || awaitedAnew);
  }

  /** Returns what is going on, for people. */
  public String describe() {
    return "%d of %d workers are silent at the same time; none is replaced until heartbeats were awaited anew"
        .formatted(silent, all);
  }
}
