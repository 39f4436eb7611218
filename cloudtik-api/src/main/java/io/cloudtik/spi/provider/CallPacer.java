/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.time.Duration;

/**
 * Keeps calls of one family within what a provider takes: a bucket of tokens that refills. Shared
 * by all who ask for the same budget in this JVM. Thread-safe.
 */
public interface CallPacer {
  /**
   * Waits until one more call may be made.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code INTERRUPTED} if the thread is
   *     interrupted meanwhile; then no token was taken
   */
  void take();

  /**
   * Takes several at once if they are there now, and never waits: for what a provider counts in one
   * call, such as the machines of a launch.
   *
   * @param count 1 or more, and no more than the burst
   * @return zero if they were taken; otherwise none was, and so long it takes until they are there
   */
  Duration tryTake(int count);

  /**
   * Takes note that the provider throttled a call although it was paced, as others use the same
   * account: the rate is halved, at least to a sixteenth of the given one, and grows again with the
   * calls that follow.
   *
   * @param retryAfter how long no call is made; zero where the provider does not say so
   */
  void throttled(Duration retryAfter);
}
