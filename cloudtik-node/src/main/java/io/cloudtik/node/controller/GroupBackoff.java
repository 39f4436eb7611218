/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * How long each group waits before a failed worker is replaced: 1, 2, 4 … up to 60 seconds, so that
 * a set-up which can never work does not spin. Failures within one wait count once; a success ends
 * it.
 */
final class GroupBackoff {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int MOST_DOUBLINGS = 6;

  private final Ticks ticks;
  private final Map<String, Failure> failures = new HashMap<>();

  GroupBackoff(Ticks ticks) {
    this.ticks = ticks;
  }

  void failed(String group, String reason) {
    Failure last = failures.get(group);
    int count = last == null ? 1 : last.count + (left(last).isZero() ? 1 : 0);
    long mark = last == null || left(last).isZero() ? ticks.mark() : last.at;
    failures.put(group, new Failure(count, mark, reason));
  }

  void succeeded(String group) {
    failures.remove(group);
  }

  Map<String, Duration> waits() {
    Map<String, Duration> waits = new TreeMap<>();
    failures.forEach((group, failure) -> waits.put(group, left(failure)));
    return waits;
  }

  Map<String, String> reasons() {
    Map<String, String> reasons = new TreeMap<>();
    failures.forEach((group, failure) -> reasons.put(group, failure.reason));
    return reasons;
  }

  private Duration left(Failure failure) {
    Duration wait = Duration.ofSeconds(1L << Math.min(failure.count - 1, MOST_DOUBLINGS));
    Duration capped = wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
    Duration left = capped.minus(ticks.since(failure.at));
    return left.isNegative() ? Duration.ZERO : left;
  }

  private record Failure(int count, long at, String reason) {}
}
