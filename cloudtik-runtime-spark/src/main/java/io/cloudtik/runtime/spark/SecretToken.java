/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * The cluster's secret in the form of a Hadoop credentials file, which executors read.
 *
 * <p>Spark looks for its secret there before anywhere else, so that it need not be in an executor's
 * environment. The format is a magic word, version 0, no tokens, and one secret key by the name
 * that Spark uses; all lengths fit into one byte.
 */
final class SecretToken {
  private static final String NAME = "sparkCookie";
  private static final int LONGEST = 127;

  private SecretToken() {}

  static byte[] encode(String secret) {
    byte[] name = NAME.getBytes(StandardCharsets.UTF_8);
    byte[] value = secret.getBytes(StandardCharsets.UTF_8);
    if (value.length == 0 || value.length > LONGEST) {
      throw new IllegalArgumentException(
          "the secret of a cluster must have 1 to 127 bytes, it has " + value.length);
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes("HDTS".getBytes(StandardCharsets.US_ASCII));
    out.write(0);
    out.write(0);
    out.write(1);
    out.write(name.length);
    out.writeBytes(name);
    out.write(value.length);
    out.writeBytes(value);
    return out.toByteArray();
  }
}
