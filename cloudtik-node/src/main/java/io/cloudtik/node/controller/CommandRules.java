/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.JobState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Knows what each command of a client means, and what is wrong with it. */
final class CommandRules {
  private static final Logger logger = LoggerFactory.getLogger(CommandRules.class);
  private static final int MAX_WORKERS = 10_000;

  private final ClusterParts parts;
  private final Books books;

  CommandRules(ClusterParts parts, Books books) {
    this.parts = parts;
    this.books = books;
  }

  /**
   * Applies a command; returns what is wrong with it, or nothing. What it stores is stored then.
   */
  String apply(Map<String, String> fields) {
    String type = fields.getOrDefault("type", "");
    String id = fields.getOrDefault("id", "");
    Optional<Integer> protocol = number(fields.getOrDefault("protocol", ""));
    if (protocol.isEmpty() || Math.abs(protocol.get() - StateKeys.PROTOCOL) > 1) {
      return "the client speaks protocol %s, this cluster %d; use versions of the library that are at most one apart"
          .formatted(Names.quoted(fields.getOrDefault("protocol", "")), StateKeys.PROTOCOL);
    }
    Map<String, String> body;
    try {
      body = body(fields.getOrDefault("body", "{}"));
    } catch (CloudTikException e) {
      return "the body of the command cannot be read: " + e.getMessage();
    }
    logger.info("command={} type={} body={}", id, type, body);
    return switch (type) {
      case Command.SCALE -> scale(body);
      case Command.SUBMIT -> submit(body.getOrDefault("job", ""));
      case Command.CANCEL -> cancel(body.getOrDefault("job", ""));
      default ->
          "this cluster knows no command %s; it knows %s, %s and %s"
              .formatted(Names.quoted(type), Command.SCALE, Command.SUBMIT, Command.CANCEL);
    };
  }

  private static Map<String, String> body(String json) {
    Map<String, String> body = new TreeMap<>();
    Json.read(json, Map.class)
        .forEach((key, value) -> body.put(String.valueOf(key), String.valueOf(value)));
    return body;
  }

  private String scale(Map<String, String> body) {
    String group = body.getOrDefault("group", "");
    if (parts.spec().workerGroup(group).isEmpty()) {
      return "no worker group %s; this cluster has %s"
          .formatted(
              Names.quoted(group),
              parts.spec().workerGroups().stream().map(WorkerGroupSpec::name).toList());
    }
    String text = body.getOrDefault("workers", "");
    Optional<Integer> workers = number(text).filter(n -> n >= 0 && n <= MAX_WORKERS);
    if (workers.isEmpty()) {
      return "workers: expected 0 to %d, got %s".formatted(MAX_WORKERS, Names.quoted(text));
    }
    books.wishes().scale(group, workers.get());
    return "";
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  private String submit(String id) {
    return look(id).isPresent() ? "" : noJob(id);
  }

  private String cancel(String id) {
    Optional<JobRecord> job = look(id);
    if (job.isEmpty()) {
      return noJob(id);
    }
    JobState state = job.get().state();
    if (!state.finished() && !job.get().cancelAsked()) {
      books.jobs().change(id, CommandRules::cancelAsked);
    }
    return "";
  }

  private Optional<JobRecord> look(String id) {
    return id.matches("[A-Za-z0-9._-]+") ? books.jobs().look(id) : Optional.empty();
  }

  private String noJob(String id) {
    return "no job %s was recorded for this life of cluster '%s'; submit it first"
        .formatted(Names.quoted(id), parts.cluster());
  }

  private static JobRecord cancelAsked(JobRecord job) {
    return new JobRecord(
        job.id(),
        job.cluster(),
        job.clusterUid(),
        job.spec(),
        job.state(),
        true,
        job.exitCode(),
        job.node(),
        job.submitted(),
        job.started(),
        job.finished(),
        job.reason());
  }
}
