/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
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

/**
 * The right to act, held by one process at a time. The document expires by the store's clock; the
 * holder judges by its own monotonic clock, counted from before the last renewal was asked for, so
 * that it stops acting before anyone else may begin. Thread-safe.
 */
public final class Lease {
  /** The part of the term after which the holder trusts it no longer. */
  private static final double TRUSTED = 0.7;

  private final WorkspaceStore store;
  private final String key;
  private final LeaseRecord record;
  private final Duration term;
  private final LongSupplier nanos;
  private String version;
  private long trustedUntil;
  private boolean lost;

  private Lease(
      WorkspaceStore store,
      String key,
      LeaseRecord record,
      Duration term,
      LongSupplier nanos,
      String version,
      long askedAt) {
    this.store = store;
    this.key = key;
    this.record = record;
    this.term = term;
    this.nanos = nanos;
    this.version = version;
    this.trustedUntil = trustedUntil(askedAt);
  }

  /** Returns the lease with a new generation, or nothing while another holder has it. */
  public static Optional<Lease> tryAcquire(
      WorkspaceStore store, String key, String holder, Duration term) {
    return tryAcquire(store, key, holder, term, System::nanoTime);
  }

  static Optional<Lease> tryAcquire(
      WorkspaceStore store, String key, String holder, Duration term, LongSupplier nanos) {
    if (taken(store, key, term)) {
      return Optional.empty();
    }
    LeaseRecord record = new LeaseRecord(holder, nextGeneration(store, key, holder));
    long askedAt = nanos.getAsLong();
    try {
      StoredDocument written =
          store.write(key, Json.write(record), WriteCondition.ifAbsent(), term);
      return Optional.of(new Lease(store, key, record, term, nanos, written.version(), askedAt));
    } catch (StateConflictException e) {
      return Optional.empty();
    }
  }

  /**
   * A damaged document may be of somebody who still acts, so it is replaced by one that gives them
   * a whole term to notice.
   */
  private static boolean taken(WorkspaceStore store, String key, Duration term) {
    try {
      return store.read(key).isPresent();
    } catch (CloudTikException e) {
      requireDamaged(e);
      store.write(key, Json.write(new LeaseRecord("", 0)), WriteCondition.always(), term);
      return true;
    }
  }

  /** The counter never expires: a generation is never given twice, also after the lease ran out. */
  private static long nextGeneration(WorkspaceStore store, String key, String holder) {
    WorkspaceRecords records = new WorkspaceRecords(store);
    String counter = key + "-generation";
    try {
      return records
          .update(
              counter,
              LeaseRecord.class,
              last -> new LeaseRecord(holder, last.generation() + 1),
              () -> new LeaseRecord(holder, 0))
          .generation();
    } catch (CloudTikException e) {
      requireDamaged(e);
      // Seconds since 1970 are more than any count of leases.
      LeaseRecord next = new LeaseRecord(holder, System.currentTimeMillis() / 1000);
      records.put(counter, next);
      return next.generation();
    }
  }

  private static void requireDamaged(CloudTikException e) {
    if (e.errorCode() != ErrorCode.STORE_CORRUPT) {
      throw e;
    }
  }

  /** Returns the generation, greater than that of every earlier lease of the same key. */
  public long generation() {
    return record.generation();
  }

  /** Says whether the holder may still act. */
  public synchronized boolean valid() {
    return !lost && nanos.getAsLong() - trustedUntil < 0;
  }

  /** Extends the lease by its term; returns false if another holder has it. */
  public synchronized boolean renew() {
    if (lost) {
      return false;
    }
    long askedAt = nanos.getAsLong();
    try {
      version = write(WriteCondition.ifVersion(version));
      trustedUntil = trustedUntil(askedAt);
      return true;
    } catch (StateConflictException e) {
      lost = true;
      return false;
    }
  }

  private String write(WriteCondition condition) {
    try {
      return store.write(key, Json.write(record), condition, term).version();
    } catch (CloudTikException e) {
      if (!valid()) {
        throw e;
      }
      requireDamaged(e);
      return store.write(key, Json.write(record), WriteCondition.always(), term).version();
    }
  }

  /** Gives the lease back. */
  public synchronized void release() {
    if (lost) {
      return;
    }
    lost = true;
    try {
      store.delete(key, WriteCondition.ifVersion(version));
    } catch (StateConflictException e) {
      // It ran out and somebody else has it: nothing to give back.
      return;
    }
  }

  private long trustedUntil(long askedAt) {
    return askedAt + (long) (term.toNanos() * TRUSTED);
  }
}
