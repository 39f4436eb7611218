/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.impl.state.Versioned;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A cluster's state in memory, which can be away. Thread-safe. */
public final class MemoryClusterState implements ClusterState {
  private final Map<String, Versioned> records = new TreeMap<>();
  private final Map<String, String> values = new TreeMap<>();
  private final Map<String, List<StreamEntry>> streams = new TreeMap<>();
  private long lastId;
  private long mostBytes;
  private boolean failAfterAppend;
  private boolean away;

  public synchronized void away(boolean isAway) {
    away = isAway;
  }

  /** Lets the next append be applied and its answer be lost. */
  public synchronized void failAfterNextAppend() {
    failAfterAppend = true;
  }

  /** Returns how many bytes of data a stream held at most. */
  public synchronized long mostBytes() {
    return mostBytes;
  }

  private void reach() {
    if (away) {
      throw new CloudTikException(ErrorCode.HEAD_UNREACHABLE, "state is away; wait");
    }
  }

  @Override
  public synchronized Optional<Versioned> record(String key) {
    reach();
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public synchronized Map<String, Versioned> records(String prefix) {
    throw new UnsupportedOperationException("a node may not");
  }

  @Override
  public synchronized long compareAndSet(String key, long expectedVersion, String json) {
    reach();
    Versioned before = records.get(key);
    if ((before == null ? 0 : before.version()) != expectedVersion) {
      return 0;
    }
    records.put(key, new Versioned(expectedVersion + 1, json));
    return expectedVersion + 1;
  }

  @Override
  public synchronized void delete(String key) {
    reach();
    records.remove(key);
  }

  @Override
  public synchronized Optional<String> value(String key) {
    reach();
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public synchronized List<Optional<String>> values(List<String> keys) {
    return keys.stream().map(this::value).toList();
  }

  @Override
  public synchronized void put(String key, String value, Duration expiry) {
    reach();
    values.put(key, value);
  }

  @Override
  public synchronized String append(String stream, Map<String, String> fields, long maxEntries) {
    reach();
    List<StreamEntry> entries = streams.computeIfAbsent(stream, s -> new ArrayList<>());
    lastId++;
    entries.add(new StreamEntry(lastId + "-0", Map.copyOf(fields)));
    while (maxEntries > 0 && entries.size() > maxEntries) {
      entries.remove(0);
    }
    long bytes =
        entries.stream().mapToLong(e -> e.fields().getOrDefault("data", "").length()).sum();
    mostBytes = Math.max(mostBytes, bytes);
    if (failAfterAppend) {
      failAfterAppend = false;
      throw new CloudTikException(ErrorCode.HEAD_UNREACHABLE, "the answer is lost; try again");
    }
    return lastId + "-0";
  }

  @Override
  public synchronized List<StreamEntry> read(
      String stream, String afterId, int max, Duration block) {
    reach();
    long after = Long.parseLong(afterId.replaceAll("-.*", ""));
    return streams.getOrDefault(stream, List.of()).stream()
        .filter(entry -> Long.parseLong(entry.id().replaceAll("-.*", "")) > after)
        .limit(max)
        .toList();
  }

  @Override
  public synchronized List<StreamEntry> last(String stream, int max) {
    reach();
    List<StreamEntry> entries = streams.getOrDefault(stream, List.of());
    return List.copyOf(entries.subList(Math.max(0, entries.size() - max), entries.size()));
  }

  @Override
  public void close() {}
}
