/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.wait.Waiter;
import java.time.Duration;

/** A point of the monotonic clock. */
record Deadline(Duration whole, long endNanos) {
  static Deadline in(Duration duration) {
    Duration bounded = Waiter.bounded(duration);
    return new Deadline(bounded, System.nanoTime() + bounded.toNanos());
  }

  long leftMillis() {
    return Math.max(0, (endNanos - System.nanoTime()) / 1_000_000);
  }
}
