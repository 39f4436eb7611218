/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Documents in memory, which expire by a given clock. */
final class MemoryStore implements WorkspaceStore {
  private final Clock clock;
  private final TreeMap<String, StoredDocument> documents = new TreeMap<>();
  private final Set<String> damaged = new HashSet<>();
  private long versions;

  MemoryStore(Clock clock) {
    this.clock = clock;
  }

  /** Damages a document as a disk may do: nobody can read it until it is written anew. */
  void damage(String key) {
    damaged.add(key);
  }

  @Override
  public Optional<StoredDocument> read(String key) {
    if (damaged.contains(key)) {
      throw new CloudTikException(ErrorCode.STORE_CORRUPT, "document '" + key + "' is damaged");
    }
    return Optional.ofNullable(documents.get(key))
        .filter(document -> document.expiry().filter(e -> !clock.instant().isBefore(e)).isEmpty());
  }

  @Override
  public StoredDocument write(
      String key, String text, WriteCondition condition, @Nullable Duration expiry) {
    require(key, condition);
    StoredDocument document =
        StoredDocument.of(
            key, "v" + ++versions, text, expiry == null ? null : clock.instant().plus(expiry));
    documents.put(key, document);
    damaged.remove(key);
    return document;
  }

  @Override
  public void delete(String key, WriteCondition condition) {
    require(key, condition);
    documents.remove(key);
    damaged.remove(key);
  }

  private void require(String key, WriteCondition condition) {
    if (condition.equals(WriteCondition.always())) {
      return;
    }
    String actual = read(key).map(StoredDocument::version).orElse(null);
    if (!condition.holdsFor(actual)) {
      throw new StateConflictException(key, condition.toString(), String.valueOf(actual));
    }
  }

  @Override
  public List<String> list(String prefix) {
    return documents.keySet().stream()
        .filter(key -> key.startsWith(prefix) && (damaged.contains(key) || read(key).isPresent()))
        .toList();
  }
}
