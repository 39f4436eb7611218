/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.wait.Time;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** The time of a simulated cloud, for engine and controllers. */
record SimulatedTime(VirtualTime time, RandomGenerator chance) implements Time {
  @Override
  public Clock clock() {
    return time.clock();
  }

  @Override
  public long mark() {
    return time.nanos();
  }

  @Override
  public void pause(Duration length) {
    time.pause(length);
  }

  @Override
  public <T> T await(CompletableFuture<T> done) {
    return time.await(done);
  }

  @Override
  public boolean await(CompletableFuture<?> done, Duration longest) {
    return time.await(done, longest);
  }

  @Override
  public Repeated repeat(String role, Duration pause, Runnable task) {
    Rhythm rhythm = new Rhythm(time, pause, task);
    rhythm.begin();
    return rhythm;
  }
}
