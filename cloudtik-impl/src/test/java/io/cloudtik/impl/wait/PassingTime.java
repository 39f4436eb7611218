/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.wait;

import io.cloudtik.testkit.FakeClock;
import java.time.Clock;
import java.time.Duration;

/** A time that passes when it is waited for, and at no other moment. */
public final class PassingTime implements Time {
  private final FakeClock clock = FakeClock.standing();
  private long nanos = 1;

  @Override
  public Clock clock() {
    return clock;
  }

  @Override
  public synchronized long mark() {
    return nanos;
  }

  @Override
  public synchronized void pause(Duration time) {
    clock.advance(time);
    nanos += time.toNanos();
  }
}
