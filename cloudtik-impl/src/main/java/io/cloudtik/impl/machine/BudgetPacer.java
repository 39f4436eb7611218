/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CallPacer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A bucket of tokens that may be in debt: who takes one reckons when it will be there, and waits
 * for that. So nobody waits for a lock, and calls go in the order in which they came.
 */
final class BudgetPacer implements CallPacer {
  private static final Map<String, BudgetPacer> SHARED = new ConcurrentHashMap<>();
  private static final double SLOWEST = 1.0 / 16;
  private static final double GROWTH = 1.0 / 32;
  private static final double NANOS = 1e9;

  private final String budget;
  private final int burst;
  private final double fullRate;
  private final Time time;
  private double rate;
  private double tokens;
  private long refilled;
  private long closedUntil;

  BudgetPacer(String budget, int burst, double perSecond, Time time) {
    if (burst < 1 || !(perSecond > 0)) {
      throw new IllegalArgumentException(
          "a budget of calls needs a burst of 1 or more and a rate above 0, got %d and %s for %s"
              .formatted(burst, perSecond, budget));
    }
    this.budget = budget;
    this.burst = burst;
    this.fullRate = perSecond;
    this.time = time;
    this.rate = perSecond;
    this.tokens = burst;
    this.refilled = time.mark();
    this.closedUntil = refilled;
  }

  /** Returns the pacer of everybody in this JVM who names this budget. */
  static CallPacer shared(String budget, int burst, double perSecond, Time time) {
    return SHARED.computeIfAbsent(budget, key -> new BudgetPacer(key, burst, perSecond, time));
  }

  @Override
  public void take() {
    long turn = reserve();
    for (long left = left(turn); left > 0; left = left(turn)) {
      time.pause(Duration.ofNanos(left));
      if (Thread.currentThread().isInterrupted()) {
        giveBack();
        throw new CloudTikException(
            ErrorCode.INTERRUPTED,
            "interrupted while waiting for a turn in " + budget + "; the call was not made");
      }
    }
  }

  @Override
  public synchronized Duration tryTake(int count) {
    if (count < 1 || count > burst) {
      throw new IllegalArgumentException(
          "expected 1 to %d of %s at once, got %d".formatted(burst, budget, count));
    }
    refill();
    long there =
        tokens >= count ? refilled : refilled + (long) Math.ceil((count - tokens) / rate * NANOS);
    long wait = left(there);
    if (wait > 0) {
      return Duration.ofNanos(wait);
    }
    rate = Math.min(fullRate, rate + fullRate * GROWTH);
    tokens -= count;
    return Duration.ZERO;
  }

  @Override
  public synchronized void throttled(Duration retryAfter) {
    refill();
    rate = Math.max(fullRate * SLOWEST, rate / 2);
    // What this bucket had left, the provider's does not have.
    tokens = Math.min(tokens, 0);
    closedUntil = Math.max(closedUntil, refilled + retryAfter.toNanos());
  }

  /** Takes a token, and returns the mark of the time at which it is there. */
  private synchronized long reserve() {
    refill();
    rate = Math.min(fullRate, rate + fullRate * GROWTH);
    tokens -= 1;
    return refilled + (long) Math.ceil(Math.max(0, -tokens) / rate * NANOS);
  }

  private synchronized long left(long turn) {
    return Math.max(turn, closedUntil) - time.mark();
  }

  private synchronized void giveBack() {
    tokens = Math.min(burst, tokens + 1);
  }

  private void refill() {
    long now = time.mark();
    tokens = Math.min(burst, tokens + (now - refilled) / NANOS * rate);
    refilled = now;
  }
}
