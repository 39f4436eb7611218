/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.impl.state.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Takes commands from the stream, each once: what has a reply was applied. The cursor moves after
 * the reply, so that a crash repeats a command, which then either has its reply or sets the same
 * again.
 */
final class CommandInbox {
  private static final String CURSOR = StateKeys.cursor("controller-commands");
  private static final Duration REPLY_KEPT = Duration.ofMinutes(10);
  private static final int AT_ONCE = 100;

  private final ClusterState state;
  private final CommandRules rules;
  private final FailureLog failures;
  private String cursor = ClusterState.BEGINNING;
  private long version;

  CommandInbox(ClusterState state, CommandRules rules, FailureLog failures) {
    this.state = state;
    this.rules = rules;
    this.failures = failures;
  }

  void load() {
    Optional<Versioned> found = state.record(CURSOR);
    cursor =
        found
            .map(record -> Json.read(record.json(), Cursor.class).entry())
            .orElse(ClusterState.BEGINNING);
    version = found.map(Versioned::version).orElse(0L);
  }

  /** Waits until there is a command, at most that long; says whether there is one. */
  boolean await(Duration longest) {
    return !state.read(StateKeys.COMMANDS, cursor, 1, longest).isEmpty();
  }

  /** Applies what is there; says whether there was anything. */
  boolean apply() {
    List<StreamEntry> entries = state.read(StateKeys.COMMANDS, cursor, AT_ONCE, Duration.ZERO);
    for (StreamEntry entry : entries) {
      apply(entry.fields());
      cursor = entry.id();
      long written = state.compareAndSet(CURSOR, version, Json.write(new Cursor(cursor)));
      if (written == 0) {
        load();
        return true;
      }
      version = written;
    }
    return !entries.isEmpty();
  }

  private void apply(Map<String, String> fields) {
    String id = fields.getOrDefault("id", "");
    if (id.isEmpty() || state.value(StateKeys.reply(id)).isPresent()) {
      return;
    }
    List<Refusal> refused = new ArrayList<>();
    boolean decided =
        failures.guard(
            "apply command " + fields.get("type"),
            () -> {
              try {
                rules.apply(fields).ifPresent(refused::add);
              } catch (CloudTikException e) {
                unreadable(e).ifPresent(refused::add);
                throw e;
              }
            });
    if (!decided && refused.isEmpty()) {
      refused.add(
          Refusal.of(
              "the cluster could not store the command %s; send it again"
                  .formatted(fields.getOrDefault("type", ""))));
    }
    Map<String, Object> reply = new TreeMap<>();
    if (refused.isEmpty()) {
      reply.put("ok", true);
    } else {
      reply.put("error", refused.get(0).message());
      reply.put("code", refused.get(0).code().name());
    }
    state.put(StateKeys.reply(id), Json.write(reply), REPLY_KEPT);
  }

  /** Sending it again would not help with a document that nobody here can read. */
  private static Optional<Refusal> unreadable(CloudTikException e) {
    boolean unreadable =
        e.errorCode() == ErrorCode.STORE_CORRUPT || e.errorCode() == ErrorCode.PROTOCOL_MISMATCH;
    return unreadable
        ? Optional.of(new Refusal(e.errorCode(), String.valueOf(e.getMessage())))
        : Optional.empty();
  }

  /** How far the stream was read. */
  record Cursor(String entry) {}
}
