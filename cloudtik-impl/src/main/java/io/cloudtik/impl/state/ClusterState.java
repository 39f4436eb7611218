/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The shared state of one running cluster. Keys are those of {@link StateKeys}; each key says by
 * its prefix whether it lies on the primary or on a shard. Thread-safe. Every method throws {@link
 * io.cloudtik.error.CloudTikException} with {@code HEAD_UNREACHABLE} if Redis does not answer or
 * cannot serve now; a write may have been applied then. {@code PERMISSION_DENIED} says that the
 * password is wrong or that the user may not do that.
 */
public interface ClusterState extends AutoCloseable {
  /** The id before the first entry of a stream. */
  String BEGINNING = "0-0";

  /** Returns a record that is kept by compare-and-set. */
  Optional<Versioned> record(String key);

  /**
   * Returns all records whose keys start with {@code prefix}, by key, sorted. A record that is made
   * or deleted meanwhile may be there or not. Only the cluster controller may do this.
   */
  Map<String, Versioned> records(String prefix);

  /**
   * Writes a record if it still has that version; 0 stands for absent. Versions begin at 1, also
   * after a deletion.
   *
   * @return the new version, or 0 if another version was there and nothing was written
   */
  long compareAndSet(String key, long expectedVersion, String json);

  /** Deletes a record; an absent one is fine. */
  void delete(String key);

  /** Returns a plain value. */
  Optional<String> value(String key);

  /** Returns plain values in the order of the keys; absent ones are empty. */
  List<Optional<String>> values(List<String> keys);

  /** Writes a plain value that expires. */
  void put(String key, String value, Duration expiry);

  /**
   * Appends an entry, trimming the stream to about {@code maxEntries} (0: no limit). Returns its
   * id.
   */
  String append(String stream, Map<String, String> fields, long maxEntries);

  /**
   * Returns at most {@code max} entries after an id, waiting up to {@code block} for the first;
   * zero does not wait.
   */
  List<StreamEntry> read(String stream, String afterId, int max, Duration block);

  /** Returns the last {@code max} entries, oldest first. */
  List<StreamEntry> last(String stream, int max);

  /** Gives the connections back. A call that waits for an entry ends within a few seconds. */
  @Override
  void close();
}
