/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.wait;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.locks.LockSupport;
import java.util.random.RandomGenerator;

/**
 * Where logic takes time from: the wall's clock, for records and people; the monotonic one, for
 * judging; and pauses. So the real logic runs at full speed on a time that is only reckoned.
 */
public interface Time {
  /** Returns the wall's clock. */
  Clock clock();

  /** Returns the monotonic clock's mark, in nanoseconds; only differences mean something. */
  long mark();

  /**
   * Lets time pass. May return earlier; returns at once, with the flag still set, if the thread is
   * interrupted.
   */
  void pause(Duration time);

  /**
   * Waits until what others do has ended; what they throw is thrown.
   *
   * @throws CloudTikException with {@code INTERRUPTED} if the thread is interrupted; it goes on
   */
  default <T> T await(CompletableFuture<T> done) {
    try {
      return done.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(ErrorCode.INTERRUPTED, "interrupted while others work", e);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Error error) {
        throw error;
      }
      throw e.getCause() instanceof RuntimeException known
          ? known
          : new CloudTikException(ErrorCode.INTERNAL, "others failed", e.getCause());
    }
  }

  /** Returns the chance by which pauses differ, so that many who wait do not come back together. */
  default RandomGenerator chance() {
    return ThreadLocalRandom.current();
  }

  default Instant now() {
    return clock().instant();
  }

  /** Returns the time since a mark. */
  default Duration since(long mark) {
    return Duration.ofNanos(mark() - mark);
  }

  /** Returns the time of this machine. */
  static Time system() {
    return system(Clock.systemUTC());
  }

  /** Returns the time of this machine with another clock for the wall. */
  static Time system(Clock clock) {
    return new Time() {
      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public long mark() {
        return System.nanoTime();
      }

      @Override
      public void pause(Duration time) {
        LockSupport.parkNanos(this, time.toNanos());
      }
    };
  }
}
