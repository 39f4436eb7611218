/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.state.StateKeys;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What ended runs of jobs left in Redis. Whoever follows one may still read it for a while; then it
 * is deleted, so that jobs of a long life do not fill the head's memory. Used by one thread.
 */
final class Leftovers {
  private static final Duration KEPT = Duration.ofMinutes(5);

  private final ClusterParts parts;
  private final FailureLog failures;
  private final Map<String, Long> keys = new LinkedHashMap<>();

  Leftovers(ClusterParts parts, FailureLog failures) {
    this.parts = parts;
    this.failures = failures;
  }

  void add(String key) {
    keys.put(key, parts.time().mark());
  }

  /** Finds what an earlier controller did not come to delete. */
  void load(JobBook jobs) {
    keys.clear();
    failures.guard(
        "look for leftovers of jobs",
        () -> {
          for (String run : found(StateKeys.jobRun(""))) {
            if (!jobs.hasRun(run)) {
              add(StateKeys.jobRun(run));
              add(StateKeys.output(run));
            }
          }
          found(StateKeys.job("")).stream()
              .filter(id -> jobs.find(id).isEmpty())
              .forEach(id -> add(StateKeys.job(id)));
        });
  }

  private List<String> found(String prefix) {
    return parts.state().records(prefix).keySet().stream()
        .map(key -> key.substring(prefix.length()))
        .toList();
  }

  void sweep() {
    List<String> due =
        keys.entrySet().stream()
            .filter(key -> parts.time().since(key.getValue()).compareTo(KEPT) >= 0)
            .map(Map.Entry::getKey)
            .toList();
    for (String key : due) {
      failures.guard(
          "delete " + key,
          () -> {
            parts.state().delete(key);
            keys.remove(key);
          });
    }
  }
}
