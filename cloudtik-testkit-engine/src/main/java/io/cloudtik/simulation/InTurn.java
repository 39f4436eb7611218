/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Does one thing after the other, in the turn of whoever brings it; so it is done when the one who
 * brought it goes on, unless another one is at it. Thread-safe.
 */
final class InTurn extends AbstractExecutorService {
  private final VirtualTime time;
  private final Deque<Runnable> waiting = new ArrayDeque<>();
  private @Nullable CompletableFuture<Boolean> idle;
  private @Nullable Thread runner;
  private boolean ended;

  InTurn(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable work) {
    synchronized (this) {
      if (ended) {
        throw new RejectedExecutionException("closed");
      }
      waiting.add(work);
      if (idle != null) {
        return;
      }
      idle = new CompletableFuture<>();
      runner = Thread.currentThread();
    }
    try {
      for (Runnable next = next(); next != null; next = next()) {
        next.run();
      }
    } finally {
      rest();
    }
  }

  private synchronized @Nullable Runnable next() {
    return waiting.poll();
  }

  private void rest() {
    CompletableFuture<Boolean> done;
    synchronized (this) {
      done = idle;
      idle = null;
      runner = null;
    }
    if (done != null) {
      done.complete(true);
    }
  }

  @Override
  public synchronized void shutdown() {
    ended = true;
  }

  @Override
  public synchronized List<Runnable> shutdownNow() {
    ended = true;
    List<Runnable> left = new ArrayList<>(waiting);
    waiting.clear();
    return left;
  }

  @Override
  public synchronized boolean isShutdown() {
    return ended;
  }

  @Override
  public synchronized boolean isTerminated() {
    return ended && idle == null;
  }

  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    CompletableFuture<Boolean> done;
    synchronized (this) {
      // Who closes from inside what is done here would wait for itself.
      done = runner == Thread.currentThread() ? null : idle;
    }
    return done == null || time.await(done, Duration.ofNanos(unit.toNanos(timeout)));
  }
}
