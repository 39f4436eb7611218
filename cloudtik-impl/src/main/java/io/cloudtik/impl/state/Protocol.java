/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;

/**
 * Which versions of the protocol go together: those that differ by one at most. Status from the
 * workspace store and terminate go with any.
 */
public final class Protocol {
  private Protocol() {}

  /** Says whether another version and the one of this build go together. */
  public static boolean fits(int other) {
    return Math.abs((long) other - StateKeys.PROTOCOL) <= 1;
  }

  /**
   * Fails unless a cluster's version fits.
   *
   * @throws CloudTikException with {@code PROTOCOL_MISMATCH}, both versions and what to do
   */
  public static void require(String cluster, int other) {
    if (!fits(other)) {
      throw mismatch("cluster " + cluster + " speaks protocol " + other);
    }
  }

  /** Returns the failure of this build to go together with something. */
  public static CloudTikException mismatch(String what) {
    return new CloudTikException(
        ErrorCode.PROTOCOL_MISMATCH,
        "%s, this library %d; they may differ by one: use the version of the library that started the cluster, or one next to it (status from the store and terminate work with any version)"
            .formatted(what, StateKeys.PROTOCOL));
  }
}
