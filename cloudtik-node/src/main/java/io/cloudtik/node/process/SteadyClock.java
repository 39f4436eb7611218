/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A clock that is read once and then goes on by the monotonic one, so that nothing runs out when
 * somebody sets the time of the machine. Thread-safe.
 */
public final class SteadyClock extends Clock {
  private final Instant begin;
  private final long mark = System.nanoTime();

  /** Makes a clock that begins with the time of another. */
  public SteadyClock(Clock other) {
    this.begin = other.instant();
  }

  @Override
  public Instant instant() {
    return begin.plus(Duration.ofNanos(System.nanoTime() - mark));
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
