/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.record.JobRecord;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Gives jobs to nodes strictly in the order of their submission, as many at the same time as the
 * cluster allows; and follows them to their end. A cluster without worker groups runs its jobs on
 * the head.
 */
final class JobRules {
  private static final Set<NodeState> GONE =
      EnumSet.of(
          NodeState.TERMINATING,
          NodeState.TERMINATED,
          NodeState.ALLOCATION_FAILED,
          NodeState.BOOTSTRAP_FAILED,
          NodeState.LOST);

  private final Observation seen;
  private final NodeMoves moves;
  private final JobPlaces places;
  private final List<Decision> decisions = new ArrayList<>();
  private final List<JobSight> queue = new ArrayList<>();
  private int running;

  private JobRules(Observation seen, NodeMoves moves) {
    this.seen = seen;
    this.moves = moves;
    this.places = new JobPlaces(seen, moves);
  }

  static List<Decision> decide(Observation seen, NodeMoves moves) {
    JobRules rules = new JobRules(seen, moves);
    seen.jobs().forEach(rules::follow);
    rules.assign();
    return rules.decisions;
  }

  private void follow(JobSight job) {
    JobRecord record = job.record();
    if (record.assigned()) {
      followParts(job);
    } else if (record.cancelAsked()) {
      decisions.add(
          new Decision.FinishJob(
              job.id(), JobState.CANCELLED, List.of(), "cancelled before it ran"));
    } else if (job.due()) {
      queue.add(job);
    }
  }

  private void followParts(JobSight job) {
    List<JobPart> parts = job.record().parts().stream().map(part -> look(job, part)).toList();
    if (JobParts.over(parts)) {
      decisions.add(JobRestarts.after(job.record(), parts));
      return;
    }
    running++;
    if (!parts.equals(job.record().parts())) {
      decisions.add(new Decision.UpdateJob(job.id(), parts));
    }
    // Nobody can tell any more what a lost node did, and the others may wait for it for ever.
    boolean end = job.record().cancelAsked() || JobParts.anyIs(parts, JobState.LOST);
    parts.stream()
        .filter(part -> !part.state().finished() && seen.node(part.node()).isPresent())
        .forEach(part -> tell(job, part.node(), end));
  }

  private JobPart look(JobSight job, JobPart part) {
    JobPart now = JobParts.after(part, job.runs().get(part.node()));
    if (now.state().finished()) {
      return now;
    }
    Optional<NodeSight> host = seen.node(part.node());
    if (host.isEmpty() && !seen.slotsKnown()) {
      // Perhaps its node was not adopted yet.
      return now;
    }
    if (host.isEmpty() || GONE.contains(moves.after(host.get()))) {
      return JobParts.lost(now, host.map(moves::reason).orElse("it is gone"));
    }
    places.take(part.node());
    return now;
  }

  private void tell(JobSight job, String node, boolean end) {
    if (!job.runs().containsKey(node) && !job.toldToRun().contains(node)) {
      decisions.add(new Decision.RunJob(job.id(), node));
    }
    if (end && !job.toldToEnd().contains(node)) {
      decisions.add(new Decision.CancelJob(job.id(), node));
    }
  }

  /** Who finds no room waits, and so does everybody behind: the order is kept. */
  private void assign() {
    for (JobSight job : queue) {
      if (running >= seen.spec().jobsAtOnce()) {
        return;
      }
      List<String> nodes = places.find(job.record().spec().placement());
      if (nodes.isEmpty()) {
        explain(job);
        return;
      }
      nodes.forEach(places::take);
      running++;
      decisions.add(new Decision.AssignJob(job.id(), nodes));
    }
  }

  private void explain(JobSight job) {
    if (job.record().spec().placement().onMany()
        && !places.awaited().equals(job.record().reason())) {
      decisions.add(new Decision.ExplainJob(job.id(), places.awaited()));
    }
  }

  /** Returns how a job ended whose cluster ends, with what its nodes said by now. */
  static Decision atTheEnd(JobSight job, String reason) {
    List<JobPart> parts =
        job.record().parts().stream()
            .map(part -> JobParts.after(part, job.runs().get(part.node())))
            .toList();
    if (!parts.isEmpty() && JobParts.over(parts)) {
      JobState outcome = JobParts.outcome(parts, job.record().cancelAsked());
      return new Decision.FinishJob(job.id(), outcome, parts, JobParts.reason(parts, outcome));
    }
    String why = "the cluster ended: " + reason;
    return new Decision.FinishJob(job.id(), JobState.CANCELLED, JobRecord.stopped(parts, why), why);
  }
}
