/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What calls must fail with. */
final class Failures {
  private Failures() {}

  /** A call fails with a code, and its message has these parts. */
  static void failsWith(ErrorCode code, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
        .message()
        .contains(parts);
  }
}
