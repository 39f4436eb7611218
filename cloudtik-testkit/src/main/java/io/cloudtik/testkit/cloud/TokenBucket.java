/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/** A bucket of tokens that refills, as clouds count calls. */
final class TokenBucket {
  private static final double NANOS = 1e9;

  private final VirtualTime time;
  private final double burst;
  private final double perSecond;
  private double tokens;
  private long countedAt;

  TokenBucket(VirtualTime time, double burst, double perSecond) {
    this.time = time;
    this.burst = burst;
    this.perSecond = perSecond;
    this.tokens = burst;
    this.countedAt = time.nanos();
  }

  /** Takes so many tokens, or none if there are fewer. */
  boolean take(int count) {
    long now = time.nanos();
    tokens = Math.min(burst, tokens + (now - countedAt) / NANOS * perSecond);
    countedAt = now;
    if (tokens < count) {
      return false;
    }
    tokens -= count;
    return true;
  }
}
