/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;

/** Threads for all connections of this JVM; they end nothing and keep no JVM alive. */
final class SshThreads {
  private static final AtomicInteger number = new AtomicInteger();
  private static final ExecutorService pool = Executors.newCachedThreadPool(daemons("ssh"));
  private static final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(daemons("ssh-timer"));

  private SshThreads() {}

  static ExecutorService pool() {
    return pool;
  }

  static ScheduledExecutorService timer() {
    return timer;
  }

  private static ThreadFactory daemons(String role) {
    return task -> {
      Thread thread = new Thread(task, "cloudtik-" + role + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
