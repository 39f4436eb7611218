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
}
