/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;

/** What Redis on a head keeps, for as long as its machine answers. Thread-safe. */
final class PlayedState implements ClusterState {
  private final VirtualTime time;
  private final CloudClient process;
  private final BooleanSupplier answers;
  private final TreeMap<String, Versioned> records = new TreeMap<>();
  private final TreeMap<String, Value> values = new TreeMap<>();
  private final TreeMap<String, Stream> streams = new TreeMap<>();

  private record Value(String text, long until) {}

  private static final class Stream {
    private final List<StreamEntry> entries = new ArrayList<>();
    private final Set<CompletableFuture<Boolean>> readers = new LinkedHashSet<>();
    private long last;
  }

  /**
   * Makes a state that is empty.
   *
   * @param process whose state it is
   */
  PlayedState(VirtualTime time, CloudClient process, BooleanSupplier answers) {
    this.time = time;
    this.process = process;
    this.answers = answers;
  }

  private void requireUp() {
    if (!answers.getAsBoolean()) {
      throw new CloudTikException(
          ErrorCode.HEAD_UNREACHABLE, "the machine of the head does not answer");
    }
  }

  @Override
  public synchronized Optional<Versioned> record(String key) {
    requireUp();
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public synchronized Map<String, Versioned> records(String prefix) {
    requireUp();
    TreeMap<String, Versioned> found = new TreeMap<>(records.tailMap(prefix));
    found.keySet().removeIf(key -> !key.startsWith(prefix));
    return found;
  }

  @Override
  public synchronized long compareAndSet(String key, long expectedVersion, String json) {
    requireUp();
    Versioned before = records.get(key);
    if ((before == null ? 0 : before.version()) != expectedVersion) {
      return 0;
    }
    records.put(key, new Versioned(expectedVersion + 1, json));
    return expectedVersion + 1;
  }

  /** Replaces a record, whatever it was. */
  synchronized void replace(String key, String json) {
    requireUp();
    Versioned before = records.get(key);
    records.put(key, new Versioned(before == null ? 1 : before.version() + 1, json));
  }

  @Override
  public synchronized void delete(String key) {
    requireUp();
    records.remove(key);
    values.remove(key);
    streams.remove(key);
  }

  @Override
  public synchronized Optional<String> value(String key) {
    requireUp();
    Value value = values.get(key);
    return value == null || value.until <= time.nanos()
        ? Optional.empty()
        : Optional.of(value.text);
  }

  @Override
  public List<Optional<String>> values(List<String> keys) {
    return keys.stream().map(this::value).toList();
  }

  @Override
  public synchronized void put(String key, String value, Duration expiry) {
    requireUp();
    values.put(key, new Value(value, time.nanos() + expiry.toNanos()));
  }

  @Override
  public String append(String name, Map<String, String> fields, long maxEntries) {
    List<CompletableFuture<Boolean>> readers;
    String id;
    synchronized (this) {
      requireUp();
      Stream stream = streams.computeIfAbsent(name, any -> new Stream());
      id = ++stream.last + "-0";
      stream.entries.add(new StreamEntry(id, Map.copyOf(fields)));
      while (maxEntries > 0 && stream.entries.size() > maxEntries) {
        stream.entries.remove(0);
      }
      readers = List.copyOf(stream.readers);
    }
    readers.forEach(each -> each.complete(true));
    return id;
  }

  @Override
  public List<StreamEntry> read(String name, String afterId, int max, Duration block) {
    List<StreamEntry> found = now(name, afterId, max);
    if (found.isEmpty() && block.toNanos() > 0) {
      CompletableFuture<Boolean> next = new CompletableFuture<>();
      reads(name, next, true);
      try {
        boolean unused = time.await(next, block);
      } finally {
        reads(name, next, false);
      }
      // Only the head itself waits here, and its machine may have ended meanwhile.
      process.requireRunning();
      found = now(name, afterId, max);
    }
    return found;
  }

  private synchronized void reads(String name, CompletableFuture<Boolean> reader, boolean does) {
    Set<CompletableFuture<Boolean>> readers =
        streams.computeIfAbsent(name, any -> new Stream()).readers;
    boolean unused = does ? readers.add(reader) : readers.remove(reader);
  }

  private synchronized List<StreamEntry> now(String name, String afterId, int max) {
    requireUp();
    Stream stream = streams.get(name);
    if (stream == null || stream.entries.isEmpty()) {
      return List.of();
    }
    long after = number(afterId);
    long first = number(stream.entries.get(0).id());
    int from = (int) Math.max(0, after + 1 - first);
    int size = stream.entries.size();
    return from >= size
        ? List.of()
        : List.copyOf(stream.entries.subList(from, Math.min(size, from + max)));
  }

  private static long number(String id) {
    return Long.parseLong(id.substring(0, id.indexOf('-')));
  }

  @Override
  public synchronized List<StreamEntry> last(String name, int max) {
    requireUp();
    Stream stream = streams.get(name);
    if (stream == null) {
      return List.of();
    }
    int size = stream.entries.size();
    return List.copyOf(stream.entries.subList(Math.max(0, size - max), size));
  }

  @Override
  public void close() {
    // It is the head's, and ends with it.
  }
}
