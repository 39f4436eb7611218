/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.LongSupplier;

/** The two clocks: the wall's, for records and people, and the monotonic one, for judging. */
record Ticks(Clock clock, LongSupplier nanos) {
  static Ticks system() {
    return new Ticks(Clock.systemUTC(), System::nanoTime);
  }

  Instant now() {
    return clock.instant();
  }

  long mark() {
    return nanos.getAsLong();
  }

  Duration since(long mark) {
    return Duration.ofNanos(nanos.getAsLong() - mark);
  }
}
