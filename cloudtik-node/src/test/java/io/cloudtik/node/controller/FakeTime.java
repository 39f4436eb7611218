/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Both clocks, standing still until they are moved. */
final class FakeTime extends Clock implements Time {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private long nanos = 1;

  @Override
  public Clock clock() {
    return this;
  }

  @Override
  public long mark() {
    return nanos;
  }

  @Override
  public void pause(Duration time) {
    advance(time);
  }

  void advance(Duration step) {
    now = now.plus(step);
    nanos += step.toNanos();
  }

  /** As when a laptop sleeps: the monotonic clock stands still. */
  void advanceWallOnly(Duration step) {
    now = now.plus(step);
  }

  @Override
  public Instant instant() {
    return now;
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }
}
