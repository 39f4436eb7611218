/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.LoadContext;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;

/**
 * Asks the runtimes for load, at most every 10 seconds, in a thread of its own. Who does not answer
 * in that time, or fails, counts as not busy: a broken runtime must not keep a cluster for ever.
 */
final class LoadProbe {
  private static final Duration INTERVAL = Duration.ofSeconds(10);

  private final List<ClusterRuntime> runtimes;
  private final ExecutorService executor;
  private final Time time;
  private final FailureLog failures;
  private @Nullable Future<?> running;
  private long askedAt;
  private volatile boolean busy;

  LoadProbe(
      List<ClusterRuntime> runtimes, ExecutorService executor, Time time, FailureLog failures) {
    this.runtimes = List.copyOf(runtimes);
    this.executor = executor;
    this.time = time;
    this.failures = failures;
  }

  /** Says what is known of the load, and asks again when it is time. */
  boolean busy(List<EndpointSpec> published) {
    if (!runtimes.isEmpty() && (running == null || time.since(askedAt).compareTo(INTERVAL) >= 0)) {
      if (running != null && !running.isDone()) {
        running.cancel(true);
        busy = false;
      }
      askedAt = time.mark();
      running = executor.submit(() -> ask(published));
    }
    return busy;
  }

  private void ask(List<EndpointSpec> published) {
    LoadContext context = () -> published;
    boolean any = false;
    for (ClusterRuntime runtime : runtimes) {
      any |= ask(runtime, context);
    }
    busy = any;
  }

  private boolean ask(ClusterRuntime runtime, LoadContext context) {
    boolean[] answer = {false};
    failures.guard(
        "ask load of " + runtime.getClass().getName(), () -> answer[0] = runtime.busy(context));
    return answer[0];
  }
}
