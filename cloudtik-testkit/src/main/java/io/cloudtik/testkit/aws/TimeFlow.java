/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Lets the time of a cloud follow that of the world, faster by a factor. */
final class TimeFlow implements AutoCloseable {
  private static final Logger logger = LoggerFactory.getLogger(TimeFlow.class);
  private static final long STEP_MILLIS = 5;

  private final VirtualTime time;
  private final double factor;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread made = new Thread(work, "emulated-aws-time");
            made.setDaemon(true);
            return made;
          });
  private long last = System.nanoTime();

  TimeFlow(VirtualTime time, double factor) {
    this.time = time;
    this.factor = factor;
    var unused =
        thread.scheduleWithFixedDelay(this::step, STEP_MILLIS, STEP_MILLIS, TimeUnit.MILLISECONDS);
  }

  private void step() {
    long now = System.nanoTime();
    Duration passed = Duration.ofNanos((long) ((now - last) * factor));
    last = now;
    try {
      time.pause(passed);
    } catch (IllegalStateException e) {
      // Something real is done in a turn, and takes long; time goes on after it.
      logger.debug("the time of the cloud stands still", e);
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }
}
