/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * How long each group waits before a failed worker is replaced: 1, 2, 4 … up to 60 seconds, so that
 * a set-up which can never work does not spin. Failures within one wait count once; a success ends
 * it. When three nodes in a row failed in the same way, the circuit is open: the waits grow up to
 * ten minutes, and one worker at a time is tried.
 */
final class GroupBackoff {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final Duration LONGEST_WHEN_OPEN = Duration.ofMinutes(10);
  private static final int MOST_DOUBLINGS = 10;
  private static final int OPENS_AT = 3;
  private static final int KIND_LENGTH = 80;
  private static final Pattern NUMBERS = Pattern.compile("\\d+");

  private final Time time;
  private final Map<String, Failure> failures = new HashMap<>();

  GroupBackoff(Time time) {
    this.time = time;
  }

  /**
   * Takes note of a node that failed; says whether the circuit opened by this.
   *
   * @param kind what is the same when it fails in the same way, but for numbers
   */
  boolean failed(String group, String reason, String kind) {
    Failure last = failures.get(group);
    int count = last == null ? 1 : last.count + (left(last).isZero() ? 1 : 0);
    long mark = last == null || left(last).isZero() ? time.mark() : last.at;
    String plain = NUMBERS.matcher(kind).replaceAll("#");
    String same = plain.substring(0, Math.min(KIND_LENGTH, plain.length()));
    int alike = last != null && last.kind.equals(same) ? last.alike + 1 : 1;
    failures.put(group, new Failure(count, mark, reason, same, alike));
    return alike == OPENS_AT;
  }

  /** Returns the groups in which one worker at a time is tried. */
  Set<String> probing() {
    Set<String> open = new TreeSet<>();
    failures.forEach(
        (group, failure) -> {
          if (failure.alike >= OPENS_AT) {
            open.add(group);
          }
        });
    return open;
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
    Duration longest = failure.alike >= OPENS_AT ? LONGEST_WHEN_OPEN : LONGEST;
    Duration capped = wait.compareTo(longest) > 0 ? longest : wait;
    Duration left = capped.minus(time.since(failure.at));
    return left.isNegative() ? Duration.ZERO : left;
  }

  /**
   * The failures of a group since its last success.
   *
   * @param count how often a wait began
   * @param alike how many nodes in a row failed in the way of the last one
   */
  private record Failure(int count, long at, String reason, String kind, int alike) {}
}
