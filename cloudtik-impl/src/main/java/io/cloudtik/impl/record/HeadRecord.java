/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.impl.bootstrap.RedisEndpoints;
import java.time.Instant;
import java.util.Objects;

/** Where the head of a cluster is, {@code lives/<uid>/head}; written by its cluster controller. */
public record HeadRecord(int protocol, RedisEndpoints redis, long generation, Instant at) {
  /** Refuses what a damaged document leaves out. */
  public HeadRecord {
    Objects.requireNonNull(redis, "redis");
    Objects.requireNonNull(at, "at");
  }

  /**
   * Says whether a way that led there still does. Where the head is does not tell: the machine that
   * replaces a lost one may have its address and its ports.
   */
  public boolean isServedAs(HeadRecord before) {
    return redis.equals(before.redis) && generation == before.generation;
  }
}
