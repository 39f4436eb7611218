/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.testkit.cloud.VirtualTime;
import java.util.List;
import java.util.concurrent.AbstractExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;

/** Does things at the same time, in turns of virtual time. */
final class Together extends AbstractExecutorService {
  private final VirtualTime time;
  private volatile boolean ended;

  Together(VirtualTime time) {
    this.time = time;
  }

  @Override
  public void execute(Runnable work) {
    if (ended) {
      throw new RejectedExecutionException("the workspace was closed");
    }
    time.executor().execute(work);
  }

  @Override
  public void shutdown() {
    ended = true;
  }

  @Override
  public List<Runnable> shutdownNow() {
    ended = true;
    return List.of();
  }

  @Override
  public boolean isShutdown() {
    return ended;
  }

  @Override
  public boolean isTerminated() {
    return ended;
  }

  /** What was begun ends with the time of its cloud. */
  @Override
  public boolean awaitTermination(long timeout, TimeUnit unit) {
    return ended;
  }
}
