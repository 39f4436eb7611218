/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.wait.Time;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * Does something with each thing of a graph, everything at once that waits for nothing else: a
 * thing begins the moment the last of those before it is done. After a failure, what does not
 * depend on it goes on to its end.
 */
final class GraphWalk {
  private final Executor executor;
  private final int atOnce;
  private final Consumer<String> action;
  private final Map<String, Set<String>> open = new LinkedHashMap<>();
  private final Deque<String> ready = new ArrayDeque<>();
  private final List<CloudTikException> failures = new ArrayList<>();
  private final CompletableFuture<Boolean> ended = new CompletableFuture<>();
  private int running;
  private boolean stopped;

  /**
   * Makes a walk.
   *
   * @param before what must be done before each thing
   * @param atOnce how many things are worked on at the same time, at most
   */
  GraphWalk(
      Executor executor, int atOnce, Map<String, Set<String>> before, Consumer<String> action) {
    this.executor = executor;
    this.atOnce = atOnce;
    this.action = action;
    before.forEach((id, first) -> open.put(id, new HashSet<>(first)));
  }

  /**
   * Walks, and returns when nothing is worked on any more.
   *
   * @throws CloudTikException the first failure, if it is the only one; else all in one
   */
  void run(Time time) {
    next();
    time.await(ended);
    if (failures.size() == 1) {
      throw failures.get(0);
    }
    if (!failures.isEmpty()) {
      throw together(failures);
    }
  }

  private static CloudTikException together(List<CloudTikException> failures) {
    CloudTikException first = failures.get(0);
    StringBuilder message = new StringBuilder(String.valueOf(first.getMessage()));
    for (CloudTikException other : failures.subList(1, failures.size())) {
      message.append("; and ").append(other.getMessage());
    }
    CloudTikException all = new CloudTikException(first.errorCode(), message.toString(), first);
    failures.subList(1, failures.size()).forEach(all::addSuppressed);
    return all;
  }

  /** Whoever has finished one hands out the next: so time that is reckoned never stands idle. */
  private void next() {
    List<String> begun = new ArrayList<>();
    synchronized (this) {
      open.entrySet().removeIf(each -> each.getValue().isEmpty() && ready.add(each.getKey()));
      while (!stopped && running < atOnce && !ready.isEmpty()) {
        begun.add(ready.remove());
        running++;
      }
    }
    begun.forEach(id -> executor.execute(() -> work(id)));
    synchronized (this) {
      if (running > 0) {
        return;
      }
    }
    ended.complete(true);
  }

  private void work(String id) {
    try {
      action.accept(id);
      done(id, true);
    } catch (CloudTikException e) {
      failed(e);
      done(id, false);
    } catch (RuntimeException e) {
      failed(new CloudTikException(ErrorCode.INTERNAL, id + " failed: " + e, e));
      done(id, false);
    } catch (Error e) {
      // Whoever waits must learn of it; nothing else is begun.
      synchronized (this) {
        stopped = true;
      }
      ended.completeExceptionally(e);
      throw e;
    }
    next();
  }

  private synchronized void failed(CloudTikException failure) {
    // All that are cancelled say the same.
    stopped |= failure.errorCode() == ErrorCode.CANCELLED;
    if (failures.isEmpty() || failures.get(0).errorCode() != ErrorCode.CANCELLED) {
      failures.add(failure);
    }
  }

  private synchronized void done(String id, boolean well) {
    running--;
    if (well) {
      open.values().forEach(before -> before.remove(id));
    }
  }
}
