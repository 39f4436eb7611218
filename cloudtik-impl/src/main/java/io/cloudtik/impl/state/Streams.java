/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import redis.clients.jedis.StreamEntryID;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.params.XAddParams;
import redis.clients.jedis.params.XReadParams;

/** The stream commands that {@link RedisClusterState} needs. */
final class Streams {
  private Streams() {}

  static String append(
      UnifiedJedis redis, String stream, Map<String, String> fields, long maxEntries) {
    XAddParams params = new XAddParams();
    if (maxEntries > 0) {
      params.maxLen(maxEntries).approximateTrimming();
    }
    return redis.xadd(stream, fields, params).toString();
  }

  static List<StreamEntry> after(
      UnifiedJedis redis, String stream, String afterId, int max, Duration wait) {
    XReadParams params = new XReadParams().count(max);
    if (wait.toMillis() > 0) { // BLOCK 0 would wait for ever
      params.block((int) wait.toMillis());
    }
    var answer = redis.xread(params, Map.of(stream, new StreamEntryID(afterId)));
    return answer == null ? List.of() : entries(answer.get(0).getValue());
  }

  static List<StreamEntry> newest(UnifiedJedis redis, String stream, int max) {
    return entries(redis.xrevrange(stream, "+", "-", max));
  }

  private static List<StreamEntry> entries(List<redis.clients.jedis.resps.StreamEntry> found) {
    return found.stream()
        .map(entry -> new StreamEntry(entry.getID().toString(), Map.copyOf(entry.getFields())))
        .toList();
  }
}
