/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.job.ReadableFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.Records;
import io.cloudtik.spec.JobSpec;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads the commands to this node and does each of them at least once; the cursor moves on only
 * when a command is done or can never be. {@link #poll} belongs to one thread.
 */
public final class CommandReader {
  private static final Logger logger = LoggerFactory.getLogger(CommandReader.class);
  private static final int BATCH = 16;
  private static final String ID = "[A-Za-z0-9][A-Za-z0-9._-]{0,199}";

  private final String stream;
  private final String cursorKey;
  private final NodeJobs jobs;
  private final ClusterLink link;
  private final Clock clock;

  /** The record of how far the stream was read. */
  record Cursor(String after) {}

  public CommandReader(String nodeId, NodeJobs jobs, ClusterLink link, Clock clock) {
    this.stream = StateKeys.nodeCommands(nodeId);
    this.cursorKey = StateKeys.cursor("node-" + nodeId);
    this.jobs = jobs;
    this.link = link;
    this.clock = clock;
  }

  /** Waits at most {@code patience} for commands and does them. */
  public void poll(Duration patience) {
    link.attempt("commands", state -> poll(state, patience));
  }

  private void poll(ClusterState state, Duration patience) {
    // Asked each time: a new head begins with a stream of its own, of which nothing was read.
    String after =
        state
            .record(cursorKey)
            .map(Versioned::json)
            .map(json -> Json.read(json, Cursor.class).after())
            .orElse(ClusterState.BEGINNING);
    for (StreamEntry entry : state.read(stream, after, BATCH, patience)) {
      perform(entry);
      after = entry.id();
      Records.replace(state, cursorKey, Json.write(new Cursor(after)));
    }
  }

  private void perform(StreamEntry entry) {
    Map<String, String> fields = entry.fields();
    String type = Objects.requireNonNullElse(fields.get("type"), "");
    try {
      @SuppressWarnings("unchecked")
      Map<String, String> body =
          Json.read(Objects.requireNonNullElse(fields.get("body"), "{}"), Map.class);
      String job = Objects.requireNonNullElse(body.get("job"), "");
      if (!job.matches(ID)) {
        logger.warn("command={} type={} names no job: '{}'", entry.id(), type, job);
        return;
      }
      switch (type) {
        case Command.RUN_JOB -> run(job, body);
        case Command.CANCEL -> jobs.cancel(job, "it was cancelled");
        case Command.FORGET_JOB -> jobs.forget(job);
        default -> logger.warn("command={} type={} is not known here", entry.id(), type);
      }
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.STORE_CORRUPT && e.errorCode() != ErrorCode.INVALID_SPEC) {
        throw e;
      }
      logger.warn("command={} type={} cannot be read: {}", entry.id(), type, e.getMessage());
    }
  }

  private void run(String job, Map<String, String> body) {
    JobSpec spec = Json.read(Objects.requireNonNullElse(body.get("spec"), ""), JobSpec.class);
    String files = Objects.requireNonNullElse(body.get("files"), "");
    String id = Objects.requireNonNullElse(body.get("id"), job);
    String readable = body.get("readable");
    ReadableFiles single =
        readable == null ? ReadableFiles.NONE : Json.read(readable, ReadableFiles.class);
    jobs.accept(new JobOrder(job, id, spec, files, single, clock.instant()));
  }
}
