/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.wait;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** The one place that waits by looking again. Durations are measured by the monotonic clock. */
public final class Waiter {
  private static final Duration FIRST_PAUSE = Duration.ofMillis(20);
  private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);

  private static final Duration FOR_EVER = Duration.ofDays(36_500);

  private final String awaited;
  private final Time time;
  private final long start;
  private final Duration deadline;
  private final Duration longestPause;

  private Waiter(Time time, String awaited, Duration deadline, Duration longestPause) {
    this.time = time;
    this.start = time.mark();
    this.awaited = awaited;
    this.deadline = bounded(deadline);
    this.longestPause = longestPause;
  }

  /** Returns a waiter that looks again after 20 ms at first, later every half second. */
  public static Waiter waitFor(String awaited, Duration deadline) {
    return waitFor(awaited, deadline, LONGEST_PAUSE);
  }

  /** Returns a waiter that looks again at least that often. */
  public static Waiter waitFor(String awaited, Duration deadline, Duration longestPause) {
    return waitFor(Time.system(), awaited, deadline, longestPause);
  }

  /** As {@link #waitFor(String, Duration)}, on that time. */
  public static Waiter waitFor(Time time, String awaited, Duration deadline) {
    return waitFor(time, awaited, deadline, LONGEST_PAUSE);
  }

  /** As {@link #waitFor(String, Duration, Duration)}, on that time. */
  public static Waiter waitFor(
      Time time, String awaited, Duration deadline, Duration longestPause) {
    return new Waiter(time, awaited, deadline, longestPause);
  }

  /**
   * Returns the deadline as one that can be counted in nanoseconds: no less than zero, and for ever
   * as 100 years.
   */
  public static Duration bounded(Duration deadline) {
    if (deadline.isNegative()) {
      return Duration.ZERO;
    }
    return deadline.compareTo(FOR_EVER) > 0 ? FOR_EVER : deadline;
  }

  /**
   * Looks until there is something.
   *
   * @param look returns what was awaited, or empty; what it throws ends the waiting
   * @param lastSeen says what was seen last, for the message of the timeout
   */
  public <T> T until(Supplier<Optional<T>> look, Supplier<String> lastSeen) {
    long pause = FIRST_PAUSE.toNanos();
    while (true) {
      Optional<T> found = look.get();
      if (found.isPresent()) {
        return found.get();
      }
      Duration elapsed = elapsed();
      if (elapsed.compareTo(deadline) >= 0) {
        throw new WaitTimeoutException(
            awaited, lastSeen.get(), Duration.ofMillis(elapsed.toMillis()));
      }
      pause(Math.min(pause, deadline.minus(elapsed).toNanos()));
      pause = Math.min(pause * 2, longestPause.toNanos());
    }
  }

  /** Looks until a condition holds; see {@link #until}. */
  public void untilTrue(Supplier<Boolean> condition, Supplier<String> lastSeen) {
    until(() -> condition.get() ? Optional.of(true) : Optional.empty(), lastSeen);
  }

  private void pause(long nanos) {
    time.pause(Duration.ofNanos(nanos));
    if (Thread.interrupted()) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(
          ErrorCode.INTERRUPTED, "interrupted while waiting for " + awaited + "; it goes on");
    }
  }

  private Duration elapsed() {
    return time.since(start);
  }
}
