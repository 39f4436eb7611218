/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spi.provider.CallLog;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** One process that calls the cloud, until a test stops it. Thread-safe. */
public final class CloudClient {
  private final CallGate gate;
  private final String name;
  private int left = Integer.MAX_VALUE;
  private LastCall lastCall = LastCall.APPLIED;
  private int calls;
  private @Nullable CallLog record;

  CloudClient(CallGate gate, String name) {
    this.gate = gate;
    this.name = name;
  }

  /** Has its calls written down by the process itself, too. */
  CloudClient recordedIn(CallLog log) {
    record = log;
    return this;
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

  /** Stops the process now: each call that follows ends with {@link ClientStopped}. */
  public synchronized void stop() {
    left = 0;
  }

  /** Ends the caller, who is the process, with {@link ClientStopped} if it has been stopped. */
  public synchronized void requireRunning() {
    if (left <= 0) {
      throw new ClientStopped(name);
    }
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
    requireRunning();
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
    return call(call, target, null, false, effect);
  }

  <T> T change(String call, String target, Supplier<T> effect) {
    return call(call, target, null, true, effect);
  }

  <T> T change(String call, String target, @Nullable String zone, Supplier<T> effect) {
    return call(call, target, zone, true, effect);
  }

  private <T> T call(
      String call, String target, @Nullable String zone, boolean changes, Supplier<T> effect) {
    Supplier<T> made = () -> gate.call(this, call, target, zone, changes, effect);
    CallLog log = record;
    return log == null ? made.get() : log.call(call, target, made);
  }
}
