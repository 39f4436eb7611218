/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Sorts what providers refuse by what helps against it. */
public enum FailureKind {
  /** The provider has no machines of that kind there now; others, or other places, may be had. */
  CAPACITY(ErrorCode.INSUFFICIENT_CAPACITY, RetryAdvice.ELSEWHERE),
  /**
   * The account may have no more of these; other kinds may be had, or somebody raises the limit.
   */
  QUOTA(ErrorCode.QUOTA_EXCEEDED, RetryAdvice.ELSEWHERE),
  /** Too many calls in a short time; nothing was done. */
  THROTTLED(ErrorCode.PROVIDER_THROTTLED, RetryAdvice.LATER),
  /** The caller may not do that; nothing was done. */
  PERMISSION(ErrorCode.PERMISSION_DENIED, RetryAdvice.AFTER_CHANGE),
  /** What was asked for can never be had so, such as an image that does not exist. */
  CONFIGURATION(ErrorCode.PROVIDER_CONFIGURATION, RetryAdvice.AFTER_CHANGE),
  /** The thing does not exist, or cannot be seen yet by who asks for it right after making it. */
  NOT_FOUND(ErrorCode.RESOURCE_NOT_FOUND, RetryAdvice.LATER),
  /** Something else has the name, or uses the thing, so that it cannot be changed or deleted. */
  CONFLICT(ErrorCode.RESOURCE_CONFLICT, RetryAdvice.AFTER_CHANGE),
  /** The provider failed, or its reply was lost: the call may have been applied. */
  UNAVAILABLE(ErrorCode.PROVIDER_FAILED, RetryAdvice.LATER);

  private final ErrorCode errorCode;
  private final RetryAdvice retry;

  FailureKind(ErrorCode errorCode, RetryAdvice retry) {
    this.errorCode = errorCode;
    this.retry = retry;
  }

  /** Returns the code of exceptions of this kind. */
  public ErrorCode errorCode() {
    return errorCode;
  }

  /** Returns what helps as a rule. */
  public RetryAdvice retry() {
    return retry;
  }
}
