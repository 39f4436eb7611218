/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.NodeState;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.decide.NodeSight;
import io.cloudtik.node.controller.decide.Observation;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * Tells the last two of the four steps, create workers and set up workers, with numbers; and later
 * each change of size.
 */
final class StepProgress {
  private static final Set<NodeState> HAS_MACHINE =
      EnumSet.of(NodeState.ALLOCATED, NodeState.BOOTSTRAPPING, NodeState.READY, NodeState.SUSPECT);

  private final String cluster;
  private final EventLog events;
  private final Time time;
  private final Map<Step, String> open = new EnumMap<>(Step.class);
  private Map<String, Integer> reached = Map.of();
  private boolean begun;
  private boolean scaling;

  StepProgress(String cluster, EventLog events, Time time) {
    this.cluster = cluster;
    this.events = events;
    this.time = time;
  }

  /** Begins with a cluster that this controller took over when it was ready. */
  void adopt(Map<String, Integer> wanted) {
    begun = true;
    scaling = true;
    reached = wanted;
  }

  void look(Observation seen) {
    if (seen.endReason() != null || !seen.headReadyForWorkers()) {
      return;
    }
    long total = seen.wanted().values().stream().mapToLong(Integer::longValue).sum();
    long machines = count(seen, HAS_MACHINE);
    long ready = count(seen, EnumSet.of(NodeState.READY));
    if (!scaling) {
      if (total > 0 || begun) {
        begun = true;
        step(Step.CREATE_WORKERS, Math.min(machines, total), total, machines >= total);
        step(Step.SET_UP_WORKERS, Math.min(ready, total), total, ready >= total);
      }
      if (ready >= total) {
        adopt(seen.wanted());
      }
    } else if (!seen.wanted().equals(reached)) {
      long workers = seen.workers().size();
      boolean done = ready == total && workers == total;
      step(Step.SCALE, Math.min(ready, total), total, done);
      if (done) {
        reached = seen.wanted();
        open.remove(Step.SCALE);
      }
    }
  }

  private static long count(Observation seen, Set<NodeState> states) {
    return seen.workers().stream().map(NodeSight::state).filter(states::contains).count();
  }

  private void step(Step step, long done, long total, boolean finished) {
    String before = open.get(step);
    if ("finished".equals(before)) {
      // A worker that is lost later is told as what happens to that node.
      return;
    }
    if (before == null) {
      tell(step, StepState.STARTED, 0, total);
    }
    String now = finished ? "finished" : done + "/" + total;
    if (!now.equals(before)) {
      if (finished) {
        tell(step, StepState.FINISHED, done, total);
      } else if (done > 0 || before != null) {
        tell(step, StepState.PROGRESSED, done, total);
      }
      open.put(step, now);
    }
  }

  private void tell(Step step, StepState state, long done, long total) {
    events.tell(
        StepEvent.builder()
            .at(time.now())
            .subject(cluster)
            .message("%d of %d".formatted(done, total))
            .step(step)
            .state(state)
            .done(done)
            .total(total)
            .build());
  }
}
