/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoreKeys;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A workspace store in memory, with a clock that tests move; what is written is lost with it.
 * Thread-safe.
 */
public final class MemoryStore implements WorkspaceStore {
  private final Clock clock;
  private final TreeMap<String, StoredDocument> documents = new TreeMap<>();
  private final Set<String> damaged = new HashSet<>();
  private long versions;

  /** Makes an empty store whose documents expire by that clock. */
  public MemoryStore(Clock clock) {
    this.clock = clock;
  }

  /** Damages a document as a disk may do: nobody can read it until it is written anew. */
  public synchronized void damage(String key) {
    damaged.add(key);
  }

  @Override
  public synchronized Optional<StoredDocument> read(String key) {
    StoreKeys.OF_DOCUMENTS.require(key);
    if (damaged.contains(key)) {
      throw new CloudTikException(ErrorCode.STORE_CORRUPT, "document '" + key + "' is damaged");
    }
    return Optional.ofNullable(documents.get(key))
        .filter(d -> d.expiry().map(expiry -> clock.instant().isBefore(expiry)).orElse(true));
  }

  @Override
  public synchronized StoredDocument write(
      String key, String text, WriteCondition condition, @Nullable Duration expiry) {
    require(key, condition);
    Instant until = expiry == null ? null : clock.instant().plus(expiry);
    StoredDocument document = StoredDocument.of(key, "v" + ++versions, text, until);
    documents.put(key, document);
    damaged.remove(key);
    return document;
  }

  @Override
  public synchronized void delete(String key, WriteCondition condition) {
    require(key, condition);
    documents.remove(key);
    damaged.remove(key);
  }

  private void require(String key, WriteCondition condition) {
    StoreKeys.OF_DOCUMENTS.require(key);
    if (condition.equals(WriteCondition.always())) {
      return;
    }
    String actual = read(key).map(StoredDocument::version).orElse(null);
    if (!condition.holdsFor(actual)) {
      throw new StateConflictException(
          key, condition.toString(), Objects.requireNonNullElse(actual, "absent"));
    }
  }

  @Override
  public synchronized List<String> list(String prefix) {
    StoreKeys.OF_DOCUMENTS.requirePrefix(prefix);
    return documents.keySet().stream()
        .filter(key -> key.startsWith(prefix) && (damaged.contains(key) || read(key).isPresent()))
        .toList();
  }
}
