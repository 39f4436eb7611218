/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.time.Duration;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.ClientSetInfoConfig;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisConnectionException;

/** One Redis server behind a small pool of connections. Thread-safe. */
final class RedisServer implements AutoCloseable {
  private static final int CONNECT_TIMEOUT_MS = 2_000;

  /** A write with {@code appendfsync always} waits for the disk, which can be slow for seconds. */
  private static final int ANSWER_TIMEOUT_MS = 10_000;

  private static final Duration IDLE = Duration.ofSeconds(20);
  private static final int MAX_CONNECTIONS = 16;

  private final String address;
  private final int port;
  private final String user;
  private final RedisClient client;
  private volatile boolean closed;

  RedisServer(String host, int port, String user, String password, Duration longestWait) {
    this.address = host + ":" + port;
    this.port = port;
    this.user = user;
    DefaultJedisClientConfig config =
        DefaultJedisClientConfig.builder()
            .resp2()
            .user(user)
            .password(password)
            .connectionTimeoutMillis(CONNECT_TIMEOUT_MS)
            .socketTimeoutMillis(ANSWER_TIMEOUT_MS)
            .blockingSocketTimeoutMillis(ANSWER_TIMEOUT_MS + (int) longestWait.toMillis())
            .clientSetInfoConfig(ClientSetInfoConfig.DISABLED)
            .build();
    client =
        RedisClient.builder()
            .hostAndPort(new HostAndPort(host, port))
            .clientConfig(config)
            .poolConfig(pool())
            .build();
  }

  private static ConnectionPoolConfig pool() {
    ConnectionPoolConfig pool = new ConnectionPoolConfig();
    pool.setMaxTotal(MAX_CONNECTIONS);
    pool.setMaxIdle(MAX_CONNECTIONS);
    pool.setMaxWait(Duration.ofMillis(ANSWER_TIMEOUT_MS));
    // Closed rather than tested: a test of a server that sleeps logs a stack trace a connection.
    pool.setTestWhileIdle(false);
    pool.setMinEvictableIdleDuration(IDLE);
    pool.setTimeBetweenEvictionRuns(IDLE.dividedBy(2));
    pool.setJmxEnabled(false); // an embedded library registers nothing in its host's JMX server
    return pool;
  }

  int port() {
    return port;
  }

  /** Reads something; tried twice, because a pooled connection may be older than the server. */
  <T extends @Nullable Object> T read(String what, Function<UnifiedJedis, T> call) {
    try {
      return attempt(call);
    } catch (JedisConnectionException first) {
      try {
        return attempt(call);
      } catch (RuntimeException e) {
        throw RedisErrors.translate("reading " + what, address, user, e);
      }
    } catch (RuntimeException e) {
      throw RedisErrors.translate("reading " + what, address, user, e);
    }
  }

  /** Writes something; tried once, because it may have been applied although no answer came. */
  <T> T write(String what, Function<UnifiedJedis, T> call) {
    try {
      return attempt(call);
    } catch (RuntimeException e) {
      throw RedisErrors.translate("writing " + what, address, user, e);
    }
  }

  private <T extends @Nullable Object> T attempt(Function<UnifiedJedis, T> call) {
    if (closed) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "the state in Redis at " + address + " is closed already");
    }
    try {
      return call.apply(client);
    } catch (JedisConnectionException e) {
      client.getPool().clear(); // when one connection broke, the idle ones most likely did too
      throw e;
    }
  }

  @Override
  public void close() {
    closed = true;
    client.close();
  }
}
