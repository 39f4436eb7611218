/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;

/** Waits in tests for what comes true by itself, within a bound. */
public final class Eventually {
  private static final Duration BOUND = Duration.ofSeconds(20);
  private static final Duration PAUSE = Duration.ofMillis(10);

  private Eventually() {}

  /**
   * Returns the first value that is as wanted, looking again every 10 ms for at most 20 s.
   *
   * @param what what is awaited, for the message
   * @throws AssertionError if the time is over, with the value that was seen last
   */
  public static <T> T becomes(String what, Callable<T> source, Predicate<? super T> wanted) {
    return becomes(what, BOUND, source, wanted);
  }

  /** As {@link #becomes(String, Callable, Predicate)}, within another bound. */
  public static <T> T becomes(
      String what, Duration bound, Callable<T> source, Predicate<? super T> wanted) {
    long end = System.nanoTime() + bound.toNanos();
    while (true) {
      T value = call(source);
      if (wanted.test(value)) {
        return value;
      }
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%s: not within %d s, last seen: %s".formatted(what, bound.toSeconds(), value));
      }
      LockSupport.parkNanos(PAUSE.toNanos());
    }
  }

  private static <T> T call(Callable<T> source) {
    try {
      return source.call();
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }
}
