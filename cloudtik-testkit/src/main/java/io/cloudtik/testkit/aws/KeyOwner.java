/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whose an access key is. Its text shows no secret.
 *
 * @param caller who calls with it
 * @param secret what signatures are made with
 * @param sessionToken what must come with each request; null for a key that is not of a session
 * @param expires when it is good no longer, by the clock of the cloud; null for never
 */
public record KeyOwner(
    Caller caller, String secret, @Nullable String sessionToken, @Nullable Instant expires) {
  @Override
  public String toString() {
    return "KeyOwner[" + caller.arn() + "]";
  }
}
