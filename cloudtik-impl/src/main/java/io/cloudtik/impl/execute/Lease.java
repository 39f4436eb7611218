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
    return new LeaseSeeker(store, key, holder, term).tryAcquire();
  }

  /** Writes the document if there is none; the generation was given before. */
  static Optional<Lease> begin(
      WorkspaceStore store, String key, LeaseRecord record, Duration term, LongSupplier nanos) {
    long askedAt = nanos.getAsLong();
    try {
      StoredDocument written =
          store.write(key, Json.write(record), WriteCondition.ifAbsent(), term);
      return Optional.of(new Lease(store, key, record, term, nanos, written.version(), askedAt));
    } catch (StateConflictException e) {
      return Optional.empty();
    }
  }

  /** Returns the key of the counter, which never expires: no generation is given twice. */
  public static String generationKey(String key) {
    return key + "-generation";
  }

  /** Throws what is not about a damaged document. */
  static void requireDamaged(CloudTikException e) {
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
      return renewAnew(askedAt);
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

  /**
   * Extends a lease that ran out by the store's clock, perhaps because somebody set that clock. It
   * is still ours if no generation was given since: then nobody else has had it.
   */
  private boolean renewAnew(long askedAt) {
    long last =
        new WorkspaceRecords(store)
            .value(generationKey(key), LeaseRecord.class)
            .map(LeaseRecord::generation)
            .orElse(-1L);
    Optional<Lease> again =
        last == record.generation() ? begin(store, key, record, term, nanos) : Optional.empty();
    again.ifPresent(
        written -> {
          version = written.version;
          trustedUntil = trustedUntil(askedAt);
        });
    lost = again.isEmpty();
    return !lost;
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
