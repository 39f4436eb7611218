/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.wait.Time;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Does something again and again in virtual time. Thread-safe. */
final class Rhythm implements Time.Repeated {
  private final VirtualTime time;
  private final Duration pause;
  private final Runnable task;
  private @Nullable CompletableFuture<Boolean> running;
  private @Nullable Thread runner;
  private boolean ended;

  Rhythm(VirtualTime time, Duration pause, Runnable task) {
    this.time = time;
    this.pause = pause;
    this.task = task;
  }

  void begin() {
    time.at(pause, this::turn);
  }

  private void turn() {
    CompletableFuture<Boolean> now = new CompletableFuture<>();
    synchronized (this) {
      if (ended) {
        return;
      }
      running = now;
      runner = Thread.currentThread();
    }
    try {
      task.run();
    } finally {
      synchronized (this) {
        running = null;
        runner = null;
      }
      now.complete(true);
    }
    begin();
  }

  /** Waits for what is being done now: whoever ends it may hold what that needs to go on. */
  @Override
  public void close() {
    CompletableFuture<Boolean> now;
    synchronized (this) {
      ended = true;
      now = runner == Thread.currentThread() ? null : running;
    }
    if (now != null) {
      time.await(now);
    }
  }
}
