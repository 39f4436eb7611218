/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.impl.wait.Time;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Repeats a call to a provider while the provider says that it may succeed later: it was throttled,
 * or its answer did not come. Only for calls that can be repeated. Pauses begin with a second and
 * double, up to half a minute, with jitter, so that clients do not come back together; a provider
 * that says how long to wait is waited for. Thread-safe.
 */
public final class Retry {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  private final Time time;
  private final Duration patience;
  private final Set<FailureKind> kinds;

  /**
   * Makes a repeater.
   *
   * @param patience how long a call is repeated; then its last failure is thrown
   */
  public Retry(Time time, Duration patience) {
    this(time, patience, EnumSet.allOf(FailureKind.class));
  }

  private Retry(Time time, Duration patience, Set<FailureKind> kinds) {
    this.time = time;
    this.patience = patience;
    this.kinds = kinds;
  }

  /** Returns one that repeats only what was refused in that way. */
  Retry onlyAfter(FailureKind first, FailureKind... more) {
    return new Retry(time, patience, EnumSet.of(first, more));
  }

  /** Makes the call, again and again if need be. */
  public void run(Runnable call) {
    call(
        () -> {
          call.run();
          return true;
        });
  }

  /** Makes the call, again and again if need be, and returns its answer. */
  public <T> T call(Supplier<T> call) {
    long begun = time.mark();
    Duration pause = FIRST_PAUSE;
    while (true) {
      try {
        return call.get();
      } catch (ProviderException e) {
        Duration wait = pause(e, pause);
        if (time.since(begun).plus(wait).compareTo(patience) > 0) {
          throw e;
        }
        await(wait, e);
      }
      Duration doubled = pause.multipliedBy(2);
      pause = doubled.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : doubled;
    }
  }

  private Duration pause(ProviderException refused, Duration pause) {
    ProviderFailure failure = refused.failure().orElse(null);
    if (failure == null
        || failure.retry() != RetryAdvice.LATER
        || !kinds.contains(failure.kind())) {
      throw refused;
    }
    int spread = time.chance().nextInt(75, 126);
    Duration own = pause.multipliedBy(spread).dividedBy(100);
    return failure.retryAfter().filter(asked -> asked.compareTo(own) > 0).orElse(own);
  }

  private void await(Duration wait, ProviderException refused) {
    long begun = time.mark();
    for (Duration left = wait; left.toNanos() > 0; left = wait.minus(time.since(begun))) {
      time.pause(left);
      if (Thread.currentThread().isInterrupted()) {
        throw new CloudTikException(
            ErrorCode.INTERRUPTED,
            "interrupted while waiting to repeat a call: " + refused.getMessage(),
            refused);
      }
    }
  }
}
