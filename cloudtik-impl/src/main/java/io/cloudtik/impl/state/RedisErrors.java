/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.util.Set;
import redis.clients.jedis.exceptions.JedisDataException;
import redis.clients.jedis.exceptions.JedisException;

/** Turns failures of the Redis client into ours. What was sent to Redis is never quoted. */
final class RedisErrors {
  private static final Set<String> DENIED = Set.of("NOPERM", "WRONGPASS", "NOAUTH");

  /** Answers of a server that is there and will take the same call later. */
  private static final Set<String> LATER =
      Set.of("LOADING", "BUSY", "MISCONF", "OOM", "MASTERDOWN", "READONLY", "TRYAGAIN");

  private RedisErrors() {}

  static CloudTikException translate(
      String action, String address, String user, RuntimeException failure) {
    if (failure instanceof CloudTikException known) {
      return known;
    }
    String start = "%s in Redis at %s as '%s' failed: ".formatted(action, address, user);
    if (interrupted(failure)) {
      Thread.currentThread().interrupt();
      return new CloudTikException(ErrorCode.INTERRUPTED, start + "interrupted", failure);
    }
    if (failure instanceof JedisDataException) {
      return answered(start, failure);
    }
    if (failure instanceof JedisException) {
      return new CloudTikException(
          ErrorCode.HEAD_UNREACHABLE,
          start + reason(failure) + "; check that the head of the cluster runs, then repeat",
          failure);
    }
    return new CloudTikException(
        ErrorCode.INTERNAL, start + failure.getClass().getSimpleName(), failure);
  }

  private static CloudTikException answered(String start, RuntimeException failure) {
    String answer = String.valueOf(failure.getMessage());
    String kind = answer.split(" ", 2)[0];
    if (DENIED.contains(kind)) {
      return new CloudTikException(
          ErrorCode.PERMISSION_DENIED,
          start + kind + "; check the password file of that user and what the user may do",
          failure);
    }
    if (LATER.contains(kind)) {
      return new CloudTikException(
          ErrorCode.HEAD_UNREACHABLE,
          start + kind + "; Redis cannot serve it now, see its log on the head, then repeat",
          failure);
    }
    return new CloudTikException(ErrorCode.INTERNAL, start + "answer " + kind, failure);
  }

  private static boolean interrupted(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof InterruptedException) {
        return true;
      }
    }
    return false;
  }

  private static String reason(Throwable failure) {
    Throwable root = failure;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return String.valueOf(root.getMessage());
  }
}
