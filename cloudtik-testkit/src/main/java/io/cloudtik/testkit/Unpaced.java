/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import io.cloudtik.spi.provider.CallPacer;
import java.time.Duration;

/** A budget of calls that nothing uses up, for tests that are not about pacing. Thread-safe. */
public final class Unpaced implements CallPacer {
  @Override
  public void take() {}

  @Override
  public Duration tryTake(int count) {
    return Duration.ZERO;
  }

  @Override
  public void throttled(Duration retryAfter) {}
}
