/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * The secrets of one life of a cluster, {@code lives/<uid>/secrets}; made fresh by the client that
 * starts it.
 *
 * @param cluster what runtimes derive their own secrets from
 */
public record SecretsRecord(
    String redisClient, String redisNode, String redisController, String cluster) {
  private static final String ALGORITHM = "HmacSHA256";

  /** Refuses what a damaged document leaves out. */
  public SecretsRecord {
    Objects.requireNonNull(redisClient, "redisClient");
    Objects.requireNonNull(redisNode, "redisNode");
    Objects.requireNonNull(redisController, "redisController");
    Objects.requireNonNull(cluster, "cluster");
  }

  /** Returns the secrets of a head by the names of their files. */
  public Map<String, String> ofHead() {
    return Map.of(
        "redis-client", redisClient,
        "redis-node", redisNode,
        "redis-controller", redisController,
        "cluster", cluster);
  }

  /**
   * Returns what shows that a machine was launched as a worker. Every head knows it without having
   * it written down anywhere, and a repeated launch has the same one.
   */
  public static String joinToken(String redisController) {
    return derive(redisController, "join");
  }

  /**
   * Returns the secret of a name, which all who know the cluster's secret make for themselves, so
   * that nobody has to send it around: the HMAC-SHA256 of the name, as hexadecimal digits.
   */
  public static String derive(String cluster, String name) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(cluster.getBytes(StandardCharsets.UTF_8), ALGORITHM));
      return HexFormat.of().formatHex(mac.doFinal(name.getBytes(StandardCharsets.UTF_8)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every JDK has " + ALGORITHM, e);
    }
  }

  @Override
  public String toString() {
    return "SecretsRecord[****]";
  }
}
