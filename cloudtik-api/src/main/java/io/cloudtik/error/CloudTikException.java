/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import org.jspecify.annotations.Nullable;

/**
 * The root of all failures of this library. The message says what failed, on what, why, and what to
 * do; the methods give the same as facts.
 */
public class CloudTikException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final ErrorCode errorCode;

  /** Makes an exception with a code and a message that says what to do. */
  public CloudTikException(ErrorCode errorCode, String message) {
    this(errorCode, message, null);
  }

  /** Makes an exception with a code, a message that says what to do, and its cause. */
  public CloudTikException(ErrorCode errorCode, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.errorCode = errorCode;
  }

  /** Returns the stable name of this kind of failure. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** Returns who can mend this failure. */
  public ErrorCategory category() {
    return errorCode.category();
  }

  /** Says whether the same call may succeed later without any change by the caller. */
  public boolean retryable() {
    return category() == ErrorCategory.EXTERNAL || category() == ErrorCategory.CAPACITY;
  }
}
