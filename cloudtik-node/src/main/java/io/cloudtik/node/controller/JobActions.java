/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.JobPart;
import io.cloudtik.impl.job.JobOutput;
import io.cloudtik.impl.job.JobTexts;
import io.cloudtik.impl.job.ReadableFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.Decision;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WriteCondition;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Does to jobs what was decided. */
final class JobActions {
  static final String RUN = "run job";
  static final String END = "end job";
  private static final int KEPT_COMMANDS = 10_000;

  /** A node begins at once; what it has not fetched by then it is told again with the job. */
  private static final Duration READABLE_FOR = Duration.ofHours(1);

  private final ClusterParts parts;
  private final Books books;

  JobActions(ClusterParts parts, Books books) {
    this.parts = parts;
    this.books = books;
  }

  /** The nodes are recorded before they are told, so that no others are ever given the same job. */
  void assign(Decision.AssignJob assign) {
    books.jobs().change(assign.job(), job -> job.begun(assign.nodes()));
    assign.nodes().forEach(node -> run(assign.job(), node));
  }

  void explain(Decision.ExplainJob explain) {
    books.jobs().change(explain.job(), job -> job.explained(explain.reason()));
  }

  /** Tells the node to run a job; it does so once, however often it is told. */
  void run(String id, String node) {
    JobRecord job = books.jobs().find(id).orElseThrow();
    URI files = parts.provider().storage().data().uri("jobs/" + id + "/");
    String run = job.run(node);
    books.recently().ask(RUN, run);
    Map<String, String> body = new TreeMap<>();
    body.put("job", run);
    body.put("id", id);
    body.put("spec", Json.write(job.spec()));
    body.put("files", files.toString());
    if (!"file".equals(files.getScheme())) {
      body.put("readable", Json.write(readable(job)));
    }
    tell(node, run + "-run", Command.RUN_JOB, body);
  }

  /** Nodes have no client of the storage; so they are told where to read each file by itself. */
  private ReadableFiles readable(JobRecord job) {
    ObjectArea data = parts.provider().storage().data();
    Map<String, String> addresses = new TreeMap<>();
    for (String name : job.spec().files().keySet()) {
      data.readableAt("jobs/" + job.id() + "/" + name, READABLE_FOR)
          .ifPresent(address -> addresses.put(name, address.toString()));
    }
    return new ReadableFiles(addresses);
  }

  void update(Decision.UpdateJob update) {
    books.jobs().change(update.job(), job -> job.seen(update.parts()));
  }

  void cancel(String id, String node) {
    String run = books.jobs().find(id).orElseThrow().run(node);
    books.recently().ask(END, run);
    tell(node, run + "-cancel", Command.CANCEL, Map.of("job", run));
  }

  void restart(Decision.RestartJob restart) {
    JobRecord job = books.jobs().find(restart.job()).orElseThrow();
    books
        .jobs()
        .change(
            restart.job(),
            record -> record.again(parts.time().now().plus(restart.pause()), restart.reason()));
    forget(job, job.parts());
  }

  /** Output and result are kept before the record says that the job ended. */
  void finish(Decision.FinishJob finish) {
    JobRecord job = books.jobs().find(finish.job()).orElseThrow();
    if (job.assigned()) {
      keep(RecordKeys.jobOutput(parts.cluster(), job.id()), JobTexts.output(job, this::tail));
      for (JobPart part : job.parts()) {
        keepResult(job, part.node());
      }
    }
    books
        .jobs()
        .change(
            job.id(),
            record ->
                record.ended(finish.state(), finish.parts(), parts.time().now(), finish.reason()));
    forget(job, finish.parts());
    books.leftovers().add(StateKeys.job(job.id()));
  }

  private void keepResult(JobRecord job, String node) {
    JobRun run = runOf(job.run(node));
    if (run != null && run.result() != null) {
      keep(
          job.spec().placement().onMany()
              ? RecordKeys.jobResults(parts.cluster(), job.id()) + node
              : RecordKeys.jobResult(parts.cluster(), job.id()),
          run.result());
    }
  }

  private String tail(String run) {
    JobRun found = runOf(run);
    String tail = found == null ? "" : found.outputTail();
    // A node that was lost says nothing any more; what it had sent by then is still there.
    return tail.isEmpty() ? JobOutput.tail(parts.state(), run) : tail;
  }

  private void forget(JobRecord job, List<JobPart> ended) {
    for (JobPart part : ended) {
      String run = job.run(part.node());
      books.leftovers().add(StateKeys.jobRun(run));
      books.leftovers().add(StateKeys.output(run));
      tell(part.node(), run + "-forget", Command.FORGET_JOB, Map.of("job", run));
    }
  }

  private void keep(String key, String text) {
    parts.records().store().write(key, text, WriteCondition.always(), null);
  }

  private @Nullable JobRun runOf(String run) {
    return parts
        .state()
        .record(StateKeys.jobRun(run))
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
}
