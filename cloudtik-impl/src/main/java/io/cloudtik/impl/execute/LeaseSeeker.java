/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.record.LeaseRecord;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Seeks one lease, again and again. The store's clock says when a lease runs out; but somebody may
 * set that clock back. So a lease that was not renewed for a whole term, by this seeker's own
 * monotonic clock, counts as run out, too. Thread-safe.
 */
public final class LeaseSeeker {
  private final WorkspaceStore store;
  private final String key;
  private final String holder;
  private final Duration term;
  private final LongSupplier nanos;
  private @Nullable String seen;
  private long seenAt;

  /**
   * Makes a seeker that has seen nothing yet.
   *
   * @param term the same for all who seek the lease
   */
  public LeaseSeeker(WorkspaceStore store, String key, String holder, Duration term) {
    this(store, key, holder, term, System::nanoTime);
  }

  LeaseSeeker(WorkspaceStore store, String key, String holder, Duration term, LongSupplier nanos) {
    this.store = store;
    this.key = key;
    this.holder = holder;
    this.term = term;
    this.nanos = nanos;
  }

  /** Returns the lease with a new generation, or nothing while another holder has it. */
  public synchronized Optional<Lease> tryAcquire() {
    Optional<StoredDocument> present = store.read(key);
    if (present.isPresent() && !ranOut(present.get().version())) {
      return Optional.empty();
    }
    seen = null;
    // Counted before it is taken, also if it is not taken then: a generation is never given twice.
    long generation =
        new WorkspaceRecords(store)
            .update(
                Lease.generationKey(key),
                LeaseRecord.class,
                last -> new LeaseRecord(holder, last.generation() + 1),
                () -> new LeaseRecord(holder, 0))
            .generation();
    return Lease.begin(store, key, new LeaseRecord(holder, generation), term, nanos);
  }

  /**
   * Every renewal has a version of its own: the same one after a whole term means that none was.
   */
  private boolean ranOut(String version) {
    long now = nanos.getAsLong();
    if (!version.equals(seen)) {
      seen = version;
      seenAt = now;
      return false;
    }
    if (now - seenAt < term.toNanos()) {
      return false;
    }
    try {
      store.delete(key, WriteCondition.ifVersion(version));
      return true;
    } catch (StateConflictException e) {
      return false;
    }
  }
}
