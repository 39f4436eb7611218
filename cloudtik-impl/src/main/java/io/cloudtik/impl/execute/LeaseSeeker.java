/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.json.Json;
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

  /** Makes a seeker that judges by that monotonic clock. */
  public LeaseSeeker(
      WorkspaceStore store, String key, String holder, Duration term, LongSupplier nanos) {
    this.store = store;
    this.key = key;
    this.holder = holder;
    this.term = term;
    this.nanos = nanos;
  }

  /** Returns the lease with a new generation, or nothing while another holder has it. */
  public synchronized Optional<Lease> tryAcquire() {
    if (taken()) {
      return Optional.empty();
    }
    seen = null;
    // Counted before it is taken, also if it is not taken then: a generation is never given twice.
    return Lease.begin(store, key, new LeaseRecord(holder, nextGeneration()), term, nanos);
  }

  /**
   * A damaged document may be of somebody who still acts, so it is replaced by one that gives them
   * a whole term to notice.
   */
  private boolean taken() {
    try {
      Optional<StoredDocument> present = store.read(key);
      return present.isPresent() && !ranOut(present.get().version());
    } catch (CloudTikException e) {
      Lease.requireDamaged(e);
      store.write(key, Json.write(new LeaseRecord("", 0)), WriteCondition.always(), term);
      return true;
    }
  }

  private long nextGeneration() {
    WorkspaceRecords records = new WorkspaceRecords(store);
    String counter = Lease.generationKey(key);
    try {
      return records
          .update(
              counter,
              LeaseRecord.class,
              last -> new LeaseRecord(holder, last.generation() + 1),
              () -> new LeaseRecord(holder, 0))
          .generation();
    } catch (CloudTikException e) {
      Lease.requireDamaged(e);
      // Seconds since 1970 are more than any count of leases.
      LeaseRecord next = new LeaseRecord(holder, System.currentTimeMillis() / 1000);
      records.put(counter, next);
      return next.generation();
    }
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
