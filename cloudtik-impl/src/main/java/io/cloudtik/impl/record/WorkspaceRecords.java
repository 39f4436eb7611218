/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Protocol;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Typed access to the documents of a workspace. Thread-safe. */
public final class WorkspaceRecords {
  private static final Logger logger = LoggerFactory.getLogger(WorkspaceRecords.class);
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
    return store
        .read(key)
        .map(document -> new Stored<>(key, read(document, type), document.version()));
  }

  /** Returns a record. */
  public <T> Optional<T> value(String key, Class<T> type) {
    return find(key, type).map(Stored::value);
  }

  /**
   * Returns all records below a prefix whose keys end with {@code suffix}, by key. One that is
   * damaged is left out and logged, so that it hides no other.
   */
  public <T> List<Stored<T>> all(String prefix, String suffix, Class<T> type) {
    return all(
        prefix,
        suffix,
        type,
        (key, trouble) -> logger.warn("key={} left out: {}", key, trouble.getMessage()));
  }

  /** As {@link #all(String, String, Class)}, telling the keys of those that are left out. */
  public <T> List<Stored<T>> all(
      String prefix, String suffix, Class<T> type, BiConsumer<String, CloudTikException> leftOut) {
    List<Stored<T>> found = new ArrayList<>();
    for (String key : store.list(prefix)) {
      if (key.endsWith(suffix)) {
        try {
          find(key, type).ifPresent(found::add);
        } catch (CloudTikException e) {
          if (e.errorCode() != ErrorCode.STORE_CORRUPT
              && e.errorCode() != ErrorCode.PROTOCOL_MISMATCH) {
            throw e;
          }
          leftOut.accept(key, e);
        }
      }
    }
    return List.copyOf(found);
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

  /**
   * Returns the value of a document.
   *
   * @throws CloudTikException with {@code PROTOCOL_MISMATCH} if it cannot be read and says that
   *     another version wrote it, else with {@code STORE_CORRUPT}
   */
  <T> T read(StoredDocument document, Class<T> type) {
    try {
      return Json.read(document.text(), type);
    } catch (CloudTikException e) {
      String key = document.key();
      String writer = Json.property(document.text(), "protocol").orElse("");
      if (!writer.isEmpty() && !writer.equals(Integer.toString(StateKeys.PROTOCOL))) {
        throw Protocol.mismatch("document '" + key + "' was written with protocol " + writer);
      }
      throw new CloudTikException(
          e.errorCode(),
          "document '%s' cannot be read: %s; restore it from a backup, or delete it to go on without what it held"
              .formatted(key, e.getMessage()),
          e);
    }
  }
}
