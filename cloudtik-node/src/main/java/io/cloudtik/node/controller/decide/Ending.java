/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import java.util.ArrayList;
import java.util.List;

/** Ends the cluster: its jobs, then its workers, then, when nothing else is left, its head. */
final class Ending {
  private Ending() {}

  static List<Decision> decide(Observation seen, String reason) {
    List<Decision> decisions = new ArrayList<>();
    for (JobSight job : seen.jobs()) {
      decisions.add(JobRules.atTheEnd(job, reason));
    }
    for (NodeSight worker : seen.workers()) {
      if (worker.state() != NodeState.TERMINATING && worker.state() != NodeState.TERMINATED) {
        decisions.add(new Decision.MoveNode(worker.id(), NodeState.TERMINATING, reason));
      }
    }
    decisions.addAll(NodeMoves.ends(seen));
    boolean onlyHead =
        seen.slotsKnown() && seen.slots().keySet().stream().allMatch(NodeConfig.HEAD::equals);
    if (decisions.isEmpty() && seen.workers().isEmpty() && onlyHead) {
      decisions.add(new Decision.EndHead(reason));
    }
    return decisions;
  }
}
