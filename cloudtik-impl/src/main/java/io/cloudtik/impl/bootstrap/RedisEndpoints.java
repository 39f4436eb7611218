/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.json.PlainJson;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where the Redis servers of a cluster listen; the file {@code config/redis.json}. */
public record RedisEndpoints(String host, int primaryPort, List<Integer> shardPorts) {
  /**
   * Returns what a file says, without what {@link io.cloudtik.impl.json.Json} has to learn first:
   * the first heartbeat of a node waits for this.
   *
   * @throws CloudTikException with {@code STORE_CORRUPT} if it says something else
   */
  public static RedisEndpoints parse(String json) {
    Map<String, @Nullable Object> all = PlainJson.read(json);
    if (all.get("host") instanceof String host
        && all.get("primaryPort") instanceof Integer primary
        && all.get("shardPorts") instanceof List<?> shards
        && shards.stream().allMatch(Integer.class::isInstance)) {
      return new RedisEndpoints(host, primary, shards.stream().map(Integer.class::cast).toList());
    }
    throw new CloudTikException(
        ErrorCode.STORE_CORRUPT,
        "expected host, primaryPort and shardPorts of Redis, got JSON with " + all.keySet());
  }
}
