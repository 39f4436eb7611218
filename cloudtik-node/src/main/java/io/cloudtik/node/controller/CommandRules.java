/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.Protocol;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
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

  /** Applies a command; returns what is wrong with it. What it stores is stored then. */
  Optional<Refusal> apply(Map<String, String> fields) {
    String type = fields.getOrDefault("type", "");
    String id = fields.getOrDefault("id", "");
    Optional<Integer> protocol = number(fields.getOrDefault("protocol", ""));
    if (protocol.filter(Protocol::fits).isEmpty()) {
      return refused(
          ErrorCode.PROTOCOL_MISMATCH,
          "the client speaks protocol %s, this cluster %d; they may differ by one: use the version of the library that started the cluster, or one next to it (status from the store and terminate work with any version)"
              .formatted(Names.quoted(fields.getOrDefault("protocol", "")), StateKeys.PROTOCOL));
    }
    Map<String, String> body;
    try {
      body = body(fields.getOrDefault("body", "{}"));
    } catch (CloudTikException e) {
      return refused(
          ErrorCode.INVALID_SPEC, "the body of the command cannot be read: " + e.getMessage());
    }
    logger.info("command={} type={} body={}", id, type, body);
    return switch (type) {
      case Command.SCALE -> scale(body);
      case Command.SUBMIT -> job(body, books.jobs()::submit);
      case Command.CANCEL -> job(body, books.jobs()::cancel);
      default ->
          refused(
              ErrorCode.PROTOCOL_MISMATCH,
              "this cluster knows no command %s; it knows %s, %s and %s"
                  .formatted(Names.quoted(type), Command.SCALE, Command.SUBMIT, Command.CANCEL));
    };
  }

  private static Optional<Refusal> refused(ErrorCode code, String message) {
    return Optional.of(new Refusal(code, message));
  }

  private static Optional<Refusal> job(
      Map<String, String> body, Function<String, Optional<Refusal>> action) {
    String id = body.getOrDefault("job", "");
    return id.matches("[A-Za-z0-9._-]+")
        ? action.apply(id)
        : refused(
            ErrorCode.JOB_NOT_FOUND,
            "no job %s; expected the id of a job".formatted(Names.quoted(id)));
  }

  private static Map<String, String> body(String json) {
    Map<String, String> body = new TreeMap<>();
    Json.read(json, Map.class)
        .forEach((key, value) -> body.put(String.valueOf(key), String.valueOf(value)));
    return body;
  }

  private Optional<Refusal> scale(Map<String, String> body) {
    String group = body.getOrDefault("group", "");
    if (parts.spec().workerGroup(group).isEmpty()) {
      return refused(
          ErrorCode.INVALID_SPEC,
          "no worker group %s; this cluster has %s"
              .formatted(
                  Names.quoted(group),
                  parts.spec().workerGroups().stream().map(WorkerGroupSpec::name).toList()));
    }
    String text = body.getOrDefault("workers", "");
    Optional<Integer> workers = number(text).filter(n -> n >= 0 && n <= MAX_WORKERS);
    if (workers.isEmpty()) {
      return refused(
          ErrorCode.INVALID_SPEC,
          "workers: expected 0 to %d, got %s".formatted(MAX_WORKERS, Names.quoted(text)));
    }
    books.wishes().scale(group, workers.get());
    return Optional.empty();
  }

  private static Optional<Integer> number(String text) {
    try {
      return Optional.of(Integer.valueOf(text));
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }
}
