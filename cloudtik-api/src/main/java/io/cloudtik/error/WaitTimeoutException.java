/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import java.time.Duration;

/** Thrown when a deadline passed. What was awaited goes on; only the waiting ended. */
public final class WaitTimeoutException extends CloudTikException {
  private static final long serialVersionUID = 1L;

  private final String awaited;
  private final String lastSeen;
  private final Duration elapsed;

  /** Makes an exception that says what was awaited, for how long, and what was last seen. */
  public WaitTimeoutException(String awaited, String lastSeen, Duration elapsed) {
    super(
        ErrorCode.DEADLINE_PASSED,
        "gave up after %s waiting for %s; last seen: %s".formatted(elapsed, awaited, lastSeen));
    this.awaited = awaited;
    this.lastSeen = lastSeen;
    this.elapsed = elapsed;
  }

  /** Returns what was awaited. */
  public String awaited() {
    return awaited;
  }

  /** Returns the state that was seen last before the deadline. */
  public String lastSeen() {
    return lastSeen;
  }

  /** Returns how long the caller waited. */
  public Duration elapsed() {
    return elapsed;
  }
}
