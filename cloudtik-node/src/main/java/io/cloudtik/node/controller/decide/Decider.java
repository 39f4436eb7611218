/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import java.util.ArrayList;
import java.util.List;

/** Decides what to do next. Pure: the same observation always gives the same decisions. */
public final class Decider {
  private Decider() {}

  /** Returns what to do, in this order. */
  public static List<Decision> decide(Observation seen) {
    // What exists is taken up first: whoever counted without it would launch too many.
    List<Decision> adoptions = Adoption.decide(seen);
    if (!adoptions.isEmpty()) {
      return adoptions;
    }
    if (seen.endReason() != null) {
      return Ending.decide(seen, seen.endReason());
    }
    List<Decision> end = LifetimeRules.decide(seen);
    if (!end.isEmpty()) {
      return end;
    }
    NodeMoves moves = NodeMoves.of(seen);
    List<Decision> decisions = new ArrayList<>(moves.decisions());
    decisions.addAll(GroupSizing.decide(seen, moves));
    decisions.addAll(JobRules.decide(seen, moves));
    return decisions;
  }
}
