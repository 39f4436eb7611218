/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Typed access to the documents of a workspace. Thread-safe. */
public final class WorkspaceRecords {
  private static final int MAX_CONFLICTS = 100;

  private final WorkspaceStore store;

  public WorkspaceRecords(WorkspaceStore store) {
    this.store = store;
  }

  /** Returns the store below, for plain text. */
  public WorkspaceStore store() {
    return store;
  }

  /** Returns a record with its version. */
  public <T> Optional<Stored<T>> find(String key, Class<T> type) {
    return store.read(key).map(document -> stored(document, type));
  }

  /** Returns a record. */
  public <T> Optional<T> value(String key, Class<T> type) {
    return find(key, type).map(Stored::value);
  }

  /** Returns all records below a prefix whose keys end with {@code suffix}, by key. */
  public <T> List<Stored<T>> all(String prefix, String suffix, Class<T> type) {
    return store.list(prefix).stream()
        .filter(key -> key.endsWith(suffix))
        .flatMap(key -> find(key, type).stream())
        .toList();
  }

  /** Writes a record, whatever was there. */
  public <T> Stored<T> put(String key, T value) {
    return write(key, value, WriteCondition.always());
  }

  /** Writes a record if none is there; returns whether it did. */
  public <T> boolean create(String key, T value) {
    try {
      write(key, value, WriteCondition.ifAbsent());
      return true;
    } catch (StateConflictException e) {
      return false;
    }
  }

  /** Writes a record if the condition holds. */
  public <T> Stored<T> write(String key, T value, WriteCondition condition) {
    return write(key, value, condition, null);
  }

  private <T> Stored<T> write(
      String key, T value, WriteCondition condition, @Nullable Duration expiry) {
    StoredDocument document = store.write(key, Json.write(value), condition, expiry);
    return new Stored<>(key, value, document.version());
  }

  /**
   * Changes a record that must be there, again and again until nobody else changed it meanwhile. A
   * change that returns its argument writes nothing.
   */
  public <T> T update(String key, Class<T> type, UnaryOperator<T> change) {
    return update(key, type, change, (Duration) null);
  }

  /** As {@link #update(String, Class, UnaryOperator)}; from then on the record may expire. */
  public <T> T update(
      String key, Class<T> type, UnaryOperator<T> change, @Nullable Duration expiry) {
    return update(
        key,
        type,
        change,
        () -> {
          throw new CloudTikException(ErrorCode.STATE_CONFLICT, key + ": expected, found absent");
        },
        expiry);
  }

  /**
   * As {@link #update(String, Class, UnaryOperator)}; an absent record starts from a first value.
   */
  public <T> T update(String key, Class<T> type, UnaryOperator<T> change, Supplier<T> first) {
    return update(key, type, change, first, null);
  }

  private <T> T update(
      String key,
      Class<T> type,
      UnaryOperator<T> change,
      Supplier<T> first,
      @Nullable Duration expiry) {
    for (int attempt = 1; ; attempt++) {
      Optional<Stored<T>> found = find(key, type);
      T before = found.map(Stored::value).orElseGet(first);
      T after = change.apply(before);
      if (found.isPresent() && after.equals(before)) {
        return after;
      }
      try {
        write(
            key,
            after,
            found
                .map(stored -> WriteCondition.ifVersion(stored.version()))
                .orElse(WriteCondition.ifAbsent()),
            expiry);
        return after;
      } catch (StateConflictException e) {
        if (attempt == MAX_CONFLICTS) {
          throw e;
        }
      }
    }
  }

  private static <T> Stored<T> stored(StoredDocument document, Class<T> type) {
    try {
      return new Stored<>(document.key(), Json.read(document.text(), type), document.version());
    } catch (CloudTikException e) {
      throw new CloudTikException(e.errorCode(), document.key() + ": " + e.getMessage(), e);
    }
  }
}
