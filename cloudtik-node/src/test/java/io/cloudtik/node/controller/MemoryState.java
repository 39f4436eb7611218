/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

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

/** The state of a cluster in memory; values do not expire. */
class MemoryState implements ClusterState {
  private final TreeMap<String, Versioned> records = new TreeMap<>();
  private final TreeMap<String, String> values = new TreeMap<>();
  private final TreeMap<String, List<StreamEntry>> streams = new TreeMap<>();
  boolean down;

  /** Begins without records and values, as a server does whose files were lost. */
  void wipe() {
    records.clear();
    values.clear();
  }

  private void requireUp() {
    if (down) {
      throw new CloudTikException(ErrorCode.HEAD_UNREACHABLE, "Redis does not answer");
    }
  }

  @Override
  public Optional<Versioned> record(String key) {
    requireUp();
    return Optional.ofNullable(records.get(key));
  }

  @Override
  public Map<String, Versioned> records(String prefix) {
    requireUp();
    TreeMap<String, Versioned> found = new TreeMap<>(records);
    found.keySet().removeIf(key -> !key.startsWith(prefix));
    return found;
  }

  @Override
  public long compareAndSet(String key, long expectedVersion, String json) {
    requireUp();
    Versioned before = records.get(key);
    if ((before == null ? 0 : before.version()) != expectedVersion) {
      return 0;
    }
    records.put(key, new Versioned(expectedVersion + 1, json));
    return expectedVersion + 1;
  }

  @Override
  public void delete(String key) {
    requireUp();
    records.remove(key);
  }

  void expire(String key) {
    values.remove(key);
  }

  @Override
  public Optional<String> value(String key) {
    requireUp();
    return Optional.ofNullable(values.get(key));
  }

  @Override
  public List<Optional<String>> values(List<String> keys) {
    return keys.stream().map(this::value).toList();
  }

  @Override
  public void put(String key, String value, Duration expiry) {
    requireUp();
    values.put(key, value);
  }

  @Override
  public String append(String stream, Map<String, String> fields, long maxEntries) {
    requireUp();
    List<StreamEntry> entries = streams.computeIfAbsent(stream, name -> new ArrayList<>());
    String id = entries.size() + 1 + "-0";
    entries.add(new StreamEntry(id, Map.copyOf(fields)));
    return id;
  }

  @Override
  public List<StreamEntry> read(String stream, String afterId, int max, Duration block) {
    requireUp();
    int after = Integer.parseInt(afterId.substring(0, afterId.indexOf('-')));
    return streams.getOrDefault(stream, List.of()).stream().skip(after).limit(max).toList();
  }

  @Override
  public List<StreamEntry> last(String stream, int max) {
    requireUp();
    List<StreamEntry> entries = streams.getOrDefault(stream, List.of());
    return List.copyOf(entries.subList(Math.max(0, entries.size() - max), entries.size()));
  }

  @Override
  public void close() {}
}
