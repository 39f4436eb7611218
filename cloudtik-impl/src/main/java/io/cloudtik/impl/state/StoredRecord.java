/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import redis.clients.jedis.UnifiedJedis;
import redis.clients.jedis.exceptions.JedisNoScriptException;
import redis.clients.jedis.params.ScanParams;
import redis.clients.jedis.resps.ScanResult;

/**
 * How a record lies in Redis: one string, its version in decimal, a line feed, its JSON. So one
 * command reads it, one reads many, and the script for compare-and-set touches one key only, which
 * is what the access rules of Redis can check.
 */
final class StoredRecord {
  private static final String COMPARE_AND_SET =
      """
      local stored = redis.call('GET', KEYS[1])
      local version = 0
      if stored then
        version = tonumber(string.sub(stored, 1, string.find(stored, '\\n', 1, true) - 1))
      end
      if version ~= tonumber(ARGV[1]) then
        return 0
      end
      version = version + 1
      redis.call('SET', KEYS[1], string.format('%d', version) .. '\\n' .. ARGV[2])
      return version
      """;

  private static final String COMPARE_AND_SET_SHA = sha1(COMPARE_AND_SET);

  private static final int SCAN_COUNT = 1_000;

  private StoredRecord() {}

  static Versioned parse(String key, String stored) {
    int end = stored.indexOf('\n');
    try {
      return new Versioned(
          Long.parseLong(stored.substring(0, Math.max(end, 0))), stored.substring(end + 1));
    } catch (NumberFormatException e) {
      throw new CloudTikException(
          ErrorCode.INTERNAL, "'" + key + "' in Redis is a plain value, not a record", null);
    }
  }

  static long compareAndSet(UnifiedJedis redis, String key, long expected, String json) {
    List<String> keys = List.of(key);
    List<String> arguments = List.of(Long.toString(expected), json);
    try {
      return (Long) redis.evalsha(COMPARE_AND_SET_SHA, keys, arguments);
    } catch (JedisNoScriptException e) {
      return (Long) redis.eval(COMPARE_AND_SET, keys, arguments);
    }
  }

  /** Finds records with SCAN, which returns each key that is there from beginning to end. */
  static Map<String, Versioned> all(UnifiedJedis redis, String prefix) {
    ScanParams pattern = new ScanParams().match(escape(prefix) + "*").count(SCAN_COUNT);
    Set<String> found = new TreeSet<>();
    String cursor = ScanParams.SCAN_POINTER_START;
    do {
      ScanResult<String> page = redis.scan(cursor, pattern);
      found.addAll(page.getResult());
      cursor = page.getCursor();
    } while (!cursor.equals(ScanParams.SCAN_POINTER_START));
    return load(redis, new ArrayList<>(found));
  }

  private static Map<String, Versioned> load(UnifiedJedis redis, List<String> keys) {
    Map<String, Versioned> records = new TreeMap<>();
    if (keys.isEmpty()) {
      return records;
    }
    List<String> stored = redis.mget(keys.toArray(String[]::new));
    for (int i = 0; i < keys.size(); i++) {
      if (stored.get(i) != null) { // deleted since the scan
        records.put(keys.get(i), parse(keys.get(i), stored.get(i)));
      }
    }
    return records;
  }

  private static String escape(String prefix) {
    return prefix.replaceAll("([*?\\[\\]\\\\^])", "\\\\$1");
  }

  private static String sha1(String script) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-1").digest(script.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-1", e);
    }
  }
}
