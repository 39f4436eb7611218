/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.spi.provider.ProviderContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends nodes and gives their hosts back. A host on which that did not work keeps its lease, as its
 * node may still be there; it is tried again, but not at once, as most such hosts are just gone.
 */
final class NodeEnding {
  private static final Logger logger = LoggerFactory.getLogger(NodeEnding.class);
  private static final Duration PAUSE = Duration.ofSeconds(15);
  private static final int THREADS = 8;

  private final List<Host> hosts;
  private final ProviderContext context;
  private final LeaseBook book;

  NodeEnding(List<Host> hosts, ProviderContext context, LeaseBook book) {
    this.hosts = hosts;
    this.context = context;
    this.book = book;
  }

  /** As {@link #endNow}, without those that were tried a moment ago. */
  void end(List<Lease> leases) {
    Instant now = context.clock().instant();
    endNow(leases.stream().filter(lease -> isDue(lease, now)).toList());
  }

  /** Ends those that are to be ended, some at a time; what fails for one is noted in its lease. */
  void endNow(List<Lease> leases) {
    List<Callable<@Nullable Void>> tasks =
        leases.stream()
            .filter(lease -> lease.state() == Lease.State.ENDING)
            .map(lease -> (Callable<@Nullable Void>) () -> end(lease))
            .toList();
    if (tasks.isEmpty()) {
      return;
    }
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(THREADS, tasks.size()),
            task -> {
              Thread thread = new Thread(task, "cloudtik-" + context.workspace() + "-end");
              thread.setDaemon(true);
              return thread;
            });
    try {
      for (Future<@Nullable Void> task : executor.invokeAll(tasks)) {
        task.get();
      }
    } catch (InterruptedException e) {
      // What is not done stays noted as to be ended.
      Thread.currentThread().interrupt();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof CloudTikException ours
          ? ours
          : new IllegalStateException(e.getCause());
    } finally {
      executor.shutdownNow();
    }
  }

  /** A try in the future was made before somebody set the clock back. */
  private static boolean isDue(Lease lease, Instant now) {
    Instant tried = lease.tried();
    return tried == null || now.isBefore(tried) || !now.isBefore(tried.plus(PAUSE));
  }

  private @Nullable Void end(Lease lease) {
    @Nullable String reason = failure(lease);
    Instant now = context.clock().instant();
    book.change(
        all ->
            all.stream()
                .filter(each -> reason != null || !each.isSame(lease))
                .map(each -> reason != null && each.isSame(lease) ? each.stays(reason, now) : each)
                .toList());
    logger.debug("machine={} slot={} ended={}", lease.machine(), lease.slot(), reason == null);
    return null;
  }

  /** Ends the node; returns why it is still there, or null. */
  private @Nullable String failure(Lease lease) {
    @Nullable Host host = host(lease);
    if (host == null || host.gone()) {
      return null;
    }
    try {
      context.clean(lease.uid(), host.at(lease.directory()));
      return null;
    } catch (RuntimeException e) {
      String what = e instanceof CloudTikException ? String.valueOf(e.getMessage()) : e.toString();
      logger.warn("machine={} slot={} is not ended: {}", lease.machine(), lease.slot(), what);
      return what + "; make the host reachable, or say gone=true if it will never come back";
    }
  }

  /** Returns the host as it is known now, else as it was when it was taken. */
  @Nullable Host host(Lease lease) {
    return hosts.stream().filter(lease::keeps).findFirst().orElse(lease.host());
  }
}
