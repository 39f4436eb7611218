/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.CloudProvider;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * One client at a time works on a workspace, by a lease in its store; others wait for their turn,
 * and find most of it done. Where there is no store yet, or no longer, clients do the same things
 * at the same time, which is why each step can be repeated.
 */
final class WorkspaceTurn {
  private static final Duration TERM = Duration.ofSeconds(30);
  private static final Duration RENEWAL = Duration.ofSeconds(8);
  private static final Duration LONGEST = Duration.ofMinutes(30);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String workspace;
  private final CloudProvider provider;
  private final Time time;
  private final Progress progress;
  private final String holder = UUID.randomUUID().toString();

  WorkspaceTurn(String workspace, CloudProvider provider, Time time, Progress progress) {
    this.workspace = workspace;
    this.provider = provider;
    this.time = time;
    this.progress = progress;
  }

  /**
   * Works when it is this client's turn, and from the beginning if the turn was lost meanwhile.
   *
   * @param store makes the store usable, and says whether there is one
   * @param work is handed what fails if the turn is lost
   */
  void take(BooleanSupplier store, Consumer<Runnable> work) {
    Waiter.waitFor(time, "the turn to work on workspace " + workspace, LONGEST, LONGEST_PAUSE)
        .untilTrue(() -> taken(store, work), () -> "another client works on it");
  }

  private boolean taken(BooleanSupplier store, Consumer<Runnable> work) {
    if (!store.getAsBoolean()) {
      work.accept(() -> {});
      return true;
    }
    Held held;
    try {
      held = new Held(acquire());
    } catch (ProviderException e) {
      if (e.errorCode() != ErrorCode.RESOURCE_NOT_FOUND) {
        throw e;
      }
      // The other client deleted the workspace, and with it the store that both asked.
      return false;
    }
    // After an error of the machine others may still work here: then the lease runs out by itself.
    try {
      work.accept(held::keep);
    } catch (RuntimeException e) {
      if (!held.isLost()) {
        held.release();
        throw e;
      }
      progress.notice("another client has taken over workspace " + workspace + "; waiting for it");
      return false;
    }
    held.release();
    return true;
  }

  private Lease acquire() {
    LeaseSeeker seeker =
        new LeaseSeeker(
            provider.storage().documents(), RecordKeys.WORKSPACE_LEASE, holder, TERM, time::mark);
    Optional<Lease> lease = seeker.tryAcquire();
    if (lease.isPresent()) {
      return lease.get();
    }
    progress.notice("another client works on workspace " + workspace + "; waiting for it");
    return Waiter.waitFor(
            time, "the other client of workspace " + workspace, LONGEST, LONGEST_PAUSE)
        .until(
            () -> {
              progress.checkCancelled();
              return seeker.tryAcquire();
            },
            () -> "it goes on");
  }

  /** Keeps the lease from call to call: a client that stands still has no turn. */
  private final class Held {
    private final Lease lease;
    private long renewedAt = time.mark();
    private boolean lost;

    Held(Lease lease) {
      this.lease = lease;
    }

    /** One renews; the others go on meanwhile, as the lease lasts longer than that takes. */
    void keep() {
      if (isDue() && !lease.renew()) {
        lose();
      }
      if (isLost()) {
        throw lost();
      }
    }

    private synchronized boolean isDue() {
      if (lost || time.since(renewedAt).compareTo(RENEWAL) < 0) {
        return false;
      }
      renewedAt = time.mark();
      return true;
    }

    private synchronized void lose() {
      lost = true;
    }

    private CloudTikException lost() {
      return new CloudTikException(
          ErrorCode.STATE_CONFLICT, "another client has taken over workspace " + workspace);
    }

    synchronized boolean isLost() {
      return lost;
    }

    void release() {
      try {
        if (!isLost()) {
          lease.release();
        }
      } catch (CloudTikException e) {
        // The store went with the workspace; else the lease runs out by itself.
        lose();
      }
    }
  }
}
