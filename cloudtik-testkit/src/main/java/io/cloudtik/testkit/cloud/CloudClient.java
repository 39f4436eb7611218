/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spi.provider.CallLog;
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

  /** Begins the process anew, after it was stopped. */
  public synchronized void restart() {
    left = Integer.MAX_VALUE;
  }

  /**
   * Passes a call that came over a wire protocol: it takes its time, may be throttled, may meet a
   * fault, may be the last of its client, and is written down.
   *
   * @param effect what it does, while no other call does anything; refuses with {@link CallRefused}
   * @throws ClientStopped if nobody is there any more to be answered
   * @throws io.cloudtik.error.ProviderException if it is refused on its way, with the code {@link
   *     Faults#NO_ANSWER} if it is not to be answered
   */
  public <T> T call(WireCall call, Supplier<T> effect) {
    return gate.fromOutside(this, call, effect);
  }

  /** Passes a call that only reads, as {@link #call} does, with the limits of the cloud. */
  public <T> T read(String call, String target, Supplier<T> effect) {
    return call(call, target, null, false, effect);
  }

  /** Passes a call that changes something, as {@link #call} does, with the limits of the cloud. */
  public <T> T change(String call, String target, Supplier<T> effect) {
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
