/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process that calls the cloud, until a test stops it. Thread-safe. */
public final class CloudClient {
  private final CallGate gate;
  private final String name;
  private int left = Integer.MAX_VALUE;
  private LastCall lastCall = LastCall.APPLIED;
  private int calls;
  private int standsStillAt = Integer.MAX_VALUE;
  private Duration standing = Duration.ZERO;

  CloudClient(CallGate gate, String name) {
    this.gate = gate;
    this.name = name;
  }

  /** Returns the name of the process. */
  public String name() {
    return name;
  }

  /**
   * Stops the process with its k-th call from now: it ends with {@link ClientStopped}, and so does
   * each that follows.
   *
   * @param k 1 or more
   */
  public synchronized void stopAfter(int k, LastCall last) {
    left = k;
    lastCall = last;
  }

  /**
   * Lets the process stand still with its k-th call from now: the call is applied, and its answer
   * is looked at only after that time, as by a machine that slept.
   *
   * @param k 1 or more
   */
  public synchronized void standStillAfter(int k, Duration length) {
    standsStillAt = calls + k;
    standing = length;
  }

  /** Says whether the process has come to the call with which it stands still. */
  public synchronized boolean stoodStill() {
    return calls >= standsStillAt;
  }

  /** Returns how long it stands still with the call of that number. */
  synchronized Duration standsStill(int call) {
    return call == standsStillAt ? standing : Duration.ZERO;
  }

  /** Returns how many calls the process has made. */
  public synchronized int calls() {
    return calls;
  }

  /** Says whether the process has been stopped. */
  public synchronized boolean isStopped() {
    return left <= 0;
  }

  synchronized boolean countsAsLast() {
    if (left <= 0) {
      throw new ClientStopped(name);
    }
    calls++;
    if (left != Integer.MAX_VALUE) {
      left--;
    }
    return left == 0;
  }

  synchronized LastCall lastCall() {
    return lastCall;
  }

  <T> T read(String call, String target, Supplier<T> effect) {
    return gate.call(this, call, target, null, false, effect);
  }

  <T> T change(String call, String target, Supplier<T> effect) {
    return gate.call(this, call, target, null, true, effect);
  }

  <T> T change(String call, String target, @Nullable String zone, Supplier<T> effect) {
    return gate.call(this, call, target, zone, true, effect);
  }
}
