/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What comes of one run of a job. Immutable. */
public final class JobOutcome {
  private static final Duration USUAL = Duration.ofMinutes(2);

  private final int exitCode;
  private final Duration duration;
  private final List<String> lines;
  private final @Nullable String result;

  private JobOutcome(int exitCode, Duration duration, List<String> lines, @Nullable String result) {
    this.exitCode = exitCode;
    this.duration = duration;
    this.lines = lines;
    this.result = result;
  }

  /** Returns one with exit code 0 after two minutes. */
  public static JobOutcome success() {
    return exit(0);
  }

  /** Returns one with that exit code after two minutes. */
  public static JobOutcome exit(int code) {
    return new JobOutcome(code, USUAL, List.of(), null);
  }

  /** Returns a copy that comes after that time. */
  public JobOutcome after(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("after: expected no negative time, got " + time);
    }
    return new JobOutcome(exitCode, time, lines, result);
  }

  /** Returns a copy whose program prints these lines, spread over the time that it takes. */
  public JobOutcome printing(String... output) {
    return new JobOutcome(exitCode, duration, List.of(output), result);
  }

  /** Returns a copy whose program leaves that as its result. */
  public JobOutcome withResult(String text) {
    return new JobOutcome(exitCode, duration, lines, Objects.requireNonNull(text, "text"));
  }

  /** Returns the exit code. */
  public int exitCode() {
    return exitCode;
  }

  /** Returns how long the program runs. */
  public Duration duration() {
    return duration;
  }

  /** Returns the lines that the program prints. */
  public List<String> lines() {
    return lines;
  }

  /** Returns what the program leaves as its result; empty if nothing. */
  public Optional<String> result() {
    return Optional.ofNullable(result);
  }

  @Override
  public String toString() {
    return "JobOutcome{exit %d after %s}".formatted(exitCode, duration);
  }
}
