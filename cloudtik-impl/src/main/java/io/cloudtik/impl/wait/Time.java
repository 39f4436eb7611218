/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.wait;

import static java.util.concurrent.TimeUnit.NANOSECONDS;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeoutException;
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

  /**
   * Waits until what others do has ended, but not longer than that; says whether it has. Returns at
   * once, with the flag still set, if the thread is interrupted.
   */
  default boolean await(CompletableFuture<?> done, Duration longest) {
    try {
      var unused = done.handle((value, failure) -> true).get(longest.toNanos(), NANOSECONDS);
      return true;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    } catch (TimeoutException e) {
      return false;
    } catch (ExecutionException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Something that is done again and again. */
  interface Repeated extends AutoCloseable {
    /** Ends it. It may be done to its end where it is being done now. */
    @Override
    void close();
  }

  /**
   * Does something again and again, in a thread of its own.
   *
   * @param role of the thread
   * @param pause from the end of one time to the beginning of the next, and before the first
   */
  default Repeated repeat(String role, Duration pause, Runnable task) {
    ScheduledExecutorService thread =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread made = new Thread(work, "cloudtik-" + role);
              made.setDaemon(true);
              return made;
            });
    var unused = thread.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), NANOSECONDS);
    return thread::shutdownNow;
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
