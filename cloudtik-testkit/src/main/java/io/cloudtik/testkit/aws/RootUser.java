/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.security.SecureRandom;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The user that the account began with, who may do everything. */
final class RootUser implements Keys {
  private static final int SECRET_BYTES = 30;

  private final KeyOwner owner;
  private final Keys others;

  RootUser(String account, Keys others) {
    byte[] secret = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(secret);
    this.owner =
        new KeyOwner(
            new Caller(
                account, "arn:aws:iam::" + account + ":root", "root", "AKIAROOTOFTHEACCOUNT"),
            Base64.getEncoder().encodeToString(secret),
            null,
            null);
    this.others = others;
  }

  KeyOwner owner() {
    return owner;
  }

  @Override
  public @Nullable KeyOwner find(String accessKeyId) {
    return accessKeyId.equals(owner.caller().accessKey()) ? owner : others.find(accessKeyId);
  }
}
