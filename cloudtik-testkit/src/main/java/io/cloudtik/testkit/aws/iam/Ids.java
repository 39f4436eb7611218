/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.iam;

import java.security.SecureRandom;
import java.util.Random;

/** Ids and secrets as IAM makes them. */
final class Ids {
  private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
  private static final String SECRETS =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
  private static final int ID = 17;
  private static final int KEY_ID = 16;
  private static final int SECRET = 40;
  private static final int TOKEN = 240;
  private static final Random RANDOM = new SecureRandom();

  private Ids() {}

  /** Returns an id that begins with what says of what kind it is, such as {@code AROA}. */
  static String id(String prefix) {
    return prefix + some(LETTERS, ID);
  }

  static String key(String prefix) {
    return prefix + some(LETTERS, KEY_ID);
  }

  static String secret() {
    return some(SECRETS, SECRET);
  }

  static String token() {
    return some(SECRETS, TOKEN);
  }

  private static String some(String letters, int count) {
    StringBuilder text = new StringBuilder(count);
    for (int i = 0; i < count; i++) {
      text.append(letters.charAt(RANDOM.nextInt(letters.length())));
    }
    return text.toString();
  }
}
