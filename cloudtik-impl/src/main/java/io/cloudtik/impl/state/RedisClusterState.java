/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import redis.clients.jedis.params.SetParams;

/**
 * The state of a cluster in its Redis servers: one primary and any number of shards. Connections
 * are opened when they are needed and again after Redis was away, so that making this object never
 * fails because of Redis. Thread-safe.
 */
public final class RedisClusterState implements ClusterState {
  /** A wait is cut into pieces of this length, so that a dead server is noticed in between. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(2);

  private final String description;
  private final RedisServer primary;
  private final List<RedisServer> shards;

  private RedisClusterState(RedisEndpoints endpoints, String user, String password) {
    String host = endpoints.host();
    // Not by a format, whose numbers want the locale's digits, which take long to load.
    description =
        user
            + "@"
            + host
            + ":"
            + endpoints.primaryPort()
            + " with shards "
            + endpoints.shardPorts();
    primary = new RedisServer(host, endpoints.primaryPort(), user, password, LONGEST_WAIT);
    shards =
        endpoints.shardPorts().stream()
            .map(port -> new RedisServer(host, port, user, password, LONGEST_WAIT))
            .toList();
  }

  /**
   * Returns the state that a user sees with the password in a file, one line.
   *
   * @throws CloudTikException with {@code FILE_MISSING} if the file cannot be read
   */
  public static RedisClusterState connect(
      RedisEndpoints endpoints, String user, Path passwordFile) {
    try {
      return connect(endpoints, user, Files.readString(passwordFile).strip());
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING,
          "cannot read the password of Redis user '%s' from %s: %s; make the file readable for its owner"
              .formatted(user, passwordFile, e),
          e);
    }
  }

  /** Returns the state that a user sees. The password appears in no message. */
  public static RedisClusterState connect(RedisEndpoints endpoints, String user, String password) {
    return new RedisClusterState(endpoints, user, password);
  }

  @Override
  public Optional<Versioned> record(String key) {
    return Optional.ofNullable(server(key).read("record '" + key + "'", redis -> redis.get(key)))
        .map(stored -> StoredRecord.parse(key, stored));
  }

  @Override
  public Map<String, Versioned> records(String prefix) {
    if (StateKeys.onShard(prefix)) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "records lie on the primary, but '" + prefix + "' is on shards");
    }
    return primary.read("records '" + prefix + "'", redis -> StoredRecord.all(redis, prefix));
  }

  @Override
  public long compareAndSet(String key, long expectedVersion, String json) {
    return server(key)
        .write(
            "record '" + key + "'",
            redis -> StoredRecord.compareAndSet(redis, key, expectedVersion, json));
  }

  @Override
  public void delete(String key) {
    server(key).write("record '" + key + "'", redis -> redis.del(key));
  }

  @Override
  public Optional<String> value(String key) {
    return Optional.ofNullable(server(key).read("value '" + key + "'", redis -> redis.get(key)));
  }

  @Override
  public List<Optional<String>> values(List<String> keys) {
    Map<Integer, List<String>> byPort = new TreeMap<>();
    keys.forEach(
        key -> byPort.computeIfAbsent(server(key).port(), p -> new ArrayList<>()).add(key));
    Map<String, String> found = new TreeMap<>();
    byPort.values().forEach(some -> found.putAll(valuesOfOneServer(some)));
    return keys.stream().map(key -> Optional.ofNullable(found.get(key))).toList();
  }

  private Map<String, String> valuesOfOneServer(List<String> keys) {
    List<String> values =
        server(keys.get(0))
            .read(keys.size() + " values", redis -> redis.mget(keys.toArray(String[]::new)));
    Map<String, String> found = new TreeMap<>();
    for (int i = 0; i < keys.size(); i++) {
      if (values.get(i) != null) {
        found.put(keys.get(i), values.get(i));
      }
    }
    return found;
  }

  @Override
  public void put(String key, String value, Duration expiry) {
    server(key)
        .write(
            "value '" + key + "'",
            redis -> redis.set(key, value, SetParams.setParams().px(expiry.toMillis())));
  }

  @Override
  public String append(String stream, Map<String, String> fields, long maxEntries) {
    return server(stream)
        .write(
            "stream '" + stream + "'", redis -> Streams.append(redis, stream, fields, maxEntries));
  }

  @Override
  public List<StreamEntry> read(String stream, String afterId, int max, Duration block) {
    long end = System.nanoTime() + block.toNanos();
    while (true) {
      Duration left = Duration.ofNanos(end - System.nanoTime());
      Duration wait = left.compareTo(LONGEST_WAIT) < 0 ? left : LONGEST_WAIT;
      List<StreamEntry> entries =
          server(stream)
              .read(
                  "stream '" + stream + "'",
                  redis -> Streams.after(redis, stream, afterId, max, wait));
      if (!entries.isEmpty() || wait.equals(left)) {
        return entries;
      }
    }
  }

  @Override
  public List<StreamEntry> last(String stream, int max) {
    List<StreamEntry> newestFirst =
        server(stream).read("stream '" + stream + "'", redis -> Streams.newest(redis, stream, max));
    List<StreamEntry> entries = new ArrayList<>(newestFirst);
    Collections.reverse(entries);
    return List.copyOf(entries);
  }

  private RedisServer server(String key) {
    return shards.isEmpty() || !StateKeys.onShard(key)
        ? primary
        : shards.get(StateKeys.shard(key, shards.size()));
  }

  @Override
  public void close() {
    primary.close();
    shards.forEach(RedisServer::close);
  }

  @Override
  public String toString() {
    return "RedisClusterState[" + description + "]";
  }
}
