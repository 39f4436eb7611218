/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import org.jspecify.annotations.Nullable;

/** Knows the access keys of the account: of its root user, its users and sessions of its roles. */
public interface Keys {
  /**
   * Returns whose a key is, also if it has expired.
   *
   * @param accessKeyId such as {@code AKIA...} or, for a session, {@code ASIA...}
   * @return null if there is no such key, or it was deleted or made inactive
   */
  @Nullable KeyOwner find(String accessKeyId);
}
