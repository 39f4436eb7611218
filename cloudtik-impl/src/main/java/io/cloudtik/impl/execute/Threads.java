/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Makes the threads of the library: daemons with telling names. */
public final class Threads {
  private Threads() {}

  /** Returns a factory of daemon threads named {@code cloudtik-<role>-<n>}. */
  public static ThreadFactory named(String role) {
    AtomicInteger count = new AtomicInteger();
    return runnable -> {
      Thread thread = new Thread(runnable, "cloudtik-" + role + "-" + count.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  /**
   * Returns who does one thing after the other, in a thread that is there only while there is
   * something to do.
   */
  public static ExecutorService inTurn(String role) {
    ThreadPoolExecutor single =
        new ThreadPoolExecutor(1, 1, 5, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), named(role));
    single.allowCoreThreadTimeOut(true);
    return single;
  }

  /**
   * Returns an executor whose work finds what the caller finds: threads of a pool keep the context
   * class loader of whoever needed them first, which in a notebook knows less than today's caller.
   */
  public static Executor withLoaderOfCaller(Executor executor) {
    return work -> {
      ClassLoader callers = Thread.currentThread().getContextClassLoader();
      executor.execute(
          () -> {
            Thread thread = Thread.currentThread();
            ClassLoader own = thread.getContextClassLoader();
            thread.setContextClassLoader(callers);
            try {
              work.run();
            } finally {
              thread.setContextClassLoader(own);
            }
          });
    };
  }
}
