/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.state.JobRun;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Gives jobs to nodes in the order of their submission, each to the ready worker with the fewest;
 * and follows them to their end. A cluster without worker groups runs its jobs on the head.
 */
final class JobRules {
  /**
   * How many jobs a node runs at the same time. Jobs say nothing about what they need yet; four
   * keep one forgotten job from blocking the others without loading a node beyond use.
   */
  static final int JOBS_PER_NODE = 4;

  private static final Set<NodeState> GONE =
      EnumSet.of(
          NodeState.TERMINATING,
          NodeState.TERMINATED,
          NodeState.ALLOCATION_FAILED,
          NodeState.BOOTSTRAP_FAILED,
          NodeState.LOST);

  private final Observation seen;
  private final NodeMoves moves;
  private final List<Decision> decisions = new ArrayList<>();
  private final List<JobSight> queue = new ArrayList<>();
  private final Map<String, Integer> running = new HashMap<>();

  private JobRules(Observation seen, NodeMoves moves) {
    this.seen = seen;
    this.moves = moves;
  }

  static List<Decision> decide(Observation seen, NodeMoves moves) {
    JobRules rules = new JobRules(seen, moves);
    seen.jobs().forEach(rules::follow);
    rules.queue.forEach(rules::assign);
    return rules.decisions;
  }

  private void follow(JobSight job) {
    Optional<Decision> end = ended(job);
    if (end.isPresent()) {
      decisions.add(end.get());
      return;
    }
    String node = job.record().node();
    if (node == null) {
      if (job.record().cancelAsked()) {
        decisions.add(
            new Decision.FinishJob(job.id(), JobState.CANCELLED, "cancelled before it ran"));
      } else {
        queue.add(job);
      }
      return;
    }
    Optional<NodeSight> host = seen.node(node);
    if (host.isEmpty() && !seen.slotsKnown()) {
      // Perhaps its node was not adopted yet.
      return;
    }
    if (host.isEmpty() || GONE.contains(moves.after(host.get()))) {
      String why = host.map(moves::reason).orElse("it is gone");
      decisions.add(
          new Decision.FinishJob(
              job.id(), JobState.LOST, "node %s was lost: %s".formatted(node, why)));
      return;
    }
    running.merge(node, 1, Integer::sum);
    if (job.run() == null && !job.toldToRun()) {
      decisions.add(new Decision.RunJob(job.id(), node));
    }
    if (job.record().cancelAsked() && !job.toldToEnd()) {
      decisions.add(new Decision.CancelJob(job.id(), node));
    }
    if (job.record().state() == JobState.QUEUED && runs(job.run())) {
      decisions.add(new Decision.StartJob(job.id()));
    }
  }

  private static boolean runs(@Nullable JobRun run) {
    return run != null && run.state().equals(JobRun.RUNNING);
  }

  /** Returns how a job ended, if its node says so. */
  static Optional<Decision> ended(JobSight job) {
    JobRun run = job.run();
    if (run == null || !run.state().equals(JobRun.ENDED)) {
      return Optional.empty();
    }
    Integer exitCode = run.exitCode();
    if (run.cancelled()) {
      String reason = run.reason().isEmpty() ? "cancelled" : run.reason();
      return Optional.of(new Decision.FinishJob(job.id(), JobState.CANCELLED, reason));
    }
    if (exitCode != null && exitCode == 0) {
      return Optional.of(new Decision.FinishJob(job.id(), JobState.SUCCEEDED, run.reason()));
    }
    String reason = exitCode == null ? "it ended without an exit code" : "exit code " + exitCode;
    return Optional.of(
        new Decision.FinishJob(
            job.id(), JobState.FAILED, run.reason().isEmpty() ? reason : run.reason()));
  }

  private void assign(JobSight job) {
    boolean onHead = seen.spec().workerGroups().isEmpty();
    seen.nodes().stream()
        .filter(node -> node.record().head() == onHead)
        .filter(node -> moves.after(node) == NodeState.READY && node.well())
        .filter(node -> load(node) < JOBS_PER_NODE)
        .min(Comparator.comparingInt(this::load).thenComparing(node -> Slots.number(node.id())))
        .ifPresent(
            node -> {
              running.merge(node.id(), 1, Integer::sum);
              decisions.add(new Decision.AssignJob(job.id(), node.id()));
            });
  }

  private int load(NodeSight node) {
    return running.getOrDefault(node.id(), 0);
  }
}
