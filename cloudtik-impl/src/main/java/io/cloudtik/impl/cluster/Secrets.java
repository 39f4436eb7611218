/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.record.SecretsRecord;
import java.security.SecureRandom;
import java.util.HexFormat;

/** Makes secrets: 256 random bits each, as hexadecimal digits. */
final class Secrets {
  private static final int BYTES = 32;

  private Secrets() {}

  static SecretsRecord fresh() {
    SecureRandom random = new SecureRandom();
    return new SecretsRecord(one(random), one(random), one(random), one(random));
  }

  private static String one(SecureRandom random) {
    byte[] bytes = new byte[BYTES];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}
