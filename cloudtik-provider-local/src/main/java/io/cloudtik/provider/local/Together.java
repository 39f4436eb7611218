/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Does the same to several things, some at a time; what fails for one is not in others' way. */
final class Together {
  private static final int THREADS = 8;

  private final String name;

  /**
   * Makes one.
   *
   * @param name how threads are called
   */
  Together(String name) {
    this.name = name;
  }

  /** Throws the first failure, with the others suppressed in it, when all are done. */
  <T> void forEach(List<T> things, Consumer<T> action) {
    if (things.size() == 1) {
      action.accept(things.get(0));
      return;
    }
    AtomicInteger number = new AtomicInteger();
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.max(1, Math.min(THREADS, things.size())),
            task -> {
              Thread thread = new Thread(task, name + "-" + number.incrementAndGet());
              thread.setDaemon(true);
              return thread;
            });
    try {
      List<Future<?>> all = new ArrayList<>();
      things.forEach(thing -> all.add(executor.submit(() -> action.accept(thing))));
      raise(all.stream().map(Together::failure).toList());
    } finally {
      executor.shutdownNow();
    }
  }

  private static void raise(List<@Nullable RuntimeException> outcomes) {
    @Nullable RuntimeException first = null;
    for (RuntimeException failure : outcomes) {
      if (first == null) {
        first = failure;
      } else if (failure != null) {
        first.addSuppressed(failure);
      }
    }
    if (first != null) {
      throw first;
    }
  }

  private static @Nullable RuntimeException failure(Future<?> future) {
    try {
      future.get();
      return null;
    } catch (ExecutionException e) {
      return e.getCause() instanceof CloudTikException ours
          ? ours
          : new IllegalStateException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new ProviderException(
          Local.NAME, ErrorCode.INTERRUPTED, "the waiting thread was interrupted", e);
    }
  }
}
