/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/**
 * The secrets of one life of a cluster, {@code lives/<uid>/secrets}; made fresh by the client that
 * starts it.
 *
 * @param cluster what runtimes derive their own secrets from
 */
public record SecretsRecord(
    String redisClient, String redisNode, String redisController, String cluster) {
  /** Refuses what a damaged document leaves out. */
  public SecretsRecord {
    Objects.requireNonNull(redisClient, "redisClient");
    Objects.requireNonNull(redisNode, "redisNode");
    Objects.requireNonNull(redisController, "redisController");
    Objects.requireNonNull(cluster, "cluster");
  }

  @Override
  public String toString() {
    return "SecretsRecord[****]";
  }
}
