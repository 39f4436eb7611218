/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Clock;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;

/** The time of a simulated cloud, for the controller. */
public record SimulatedTime(VirtualTime time, RandomGenerator chance) implements Time {
  public SimulatedTime(VirtualTime time, long seed) {
    this(time, new Random(seed));
  }

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
}
