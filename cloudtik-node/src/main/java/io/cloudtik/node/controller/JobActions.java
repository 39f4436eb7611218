/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.JobState;
import io.cloudtik.impl.job.JobOutput;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.Decision;
import io.cloudtik.spi.store.WriteCondition;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Does to jobs what was decided. */
final class JobActions {
  static final String RUN = "run job";
  static final String END = "end job";
  private static final int KEPT_COMMANDS = 10_000;

  private final ClusterParts parts;
  private final Books books;

  JobActions(ClusterParts parts, Books books) {
    this.parts = parts;
    this.books = books;
  }

  /** The node is recorded before it is told, so that no other is ever given the same job. */
  void assign(Decision.AssignJob assign) {
    books.jobs().change(assign.job(), job -> changed(job, job.state(), assign.node(), null, ""));
    run(assign.job(), assign.node());
  }

  /** Tells the node to run a job; it does so once, however often it is told. */
  void run(String id, String node) {
    JobRecord job = books.jobs().find(id).orElseThrow();
    URI files = parts.provider().storage().data().uri("jobs/" + id + "/");
    books.recently().ask(RUN, id);
    tell(
        node,
        id + "-run",
        Command.RUN_JOB,
        Map.of("job", id, "spec", Json.write(job.spec()), "files", files.toString()));
  }

  void start(String id) {
    JobRun run = runOf(id);
    Instant started = run == null || run.started() == null ? parts.ticks().now() : run.started();
    books
        .jobs()
        .change(id, job -> changed(job, JobState.RUNNING, job.node(), started, job.reason()));
  }

  void cancel(String id, String node) {
    books.recently().ask(END, id);
    tell(node, id + "-cancel", Command.CANCEL, Map.of("job", id));
  }

  /** Output and result are kept before the record says that the job ended. */
  void finish(Decision.FinishJob finish) {
    JobRecord job = books.jobs().find(finish.job()).orElseThrow();
    JobRun run = runOf(job.id());
    String tail = run == null ? "" : run.outputTail();
    // A node that was lost says nothing any more; what it had sent by then is still there.
    keep(
        RecordKeys.jobOutput(parts.cluster(), job.id()),
        tail.isEmpty() ? JobOutput.tail(parts.state(), job.id()) : tail);
    if (run != null && run.result() != null) {
      keep(RecordKeys.jobResult(parts.cluster(), job.id()), run.result());
    }
    books.jobs().change(job.id(), record -> finished(record, finish, run));
    if (job.node() != null) {
      tell(job.node(), job.id() + "-forget", Command.FORGET_JOB, Map.of("job", job.id()));
    }
  }

  private void keep(String key, String text) {
    parts.records().store().write(key, text, WriteCondition.always(), null);
  }

  private JobRecord finished(JobRecord job, Decision.FinishJob finish, @Nullable JobRun run) {
    Instant started = run == null ? job.started() : run.started();
    Instant ended = run == null || run.ended() == null ? parts.ticks().now() : run.ended();
    return new JobRecord(
        job.id(),
        job.cluster(),
        job.clusterUid(),
        job.spec(),
        finish.state(),
        job.cancelAsked(),
        run == null ? null : run.exitCode(),
        job.node(),
        job.submitted(),
        started,
        ended,
        finish.reason());
  }

  private @Nullable JobRun runOf(String id) {
    return parts
        .state()
        .record(StateKeys.jobRun(id))
        .map(found -> Json.read(found.json(), JobRun.class))
        .orElse(null);
  }

  private void tell(String node, String id, String type, Map<String, String> body) {
    parts
        .state()
        .append(
            StateKeys.nodeCommands(node),
            new Command(id, type, StateKeys.PROTOCOL, body).toFields(Json.write(body)),
            KEPT_COMMANDS);
  }

  private static JobRecord changed(
      JobRecord job,
      JobState state,
      @Nullable String node,
      @Nullable Instant started,
      String reason) {
    return new JobRecord(
        job.id(),
        job.cluster(),
        job.clusterUid(),
        job.spec(),
        state,
        job.cancelAsked(),
        job.exitCode(),
        node,
        job.submitted(),
        started,
        job.finished(),
        reason);
  }
}
