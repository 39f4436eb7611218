/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

/** Says what the one who was refused should do next. */
public enum RetryAdvice {
  /** The same call may succeed after a while. */
  LATER,
  /** Another machine type, zone or market may be had now; the same one perhaps later. */
  ELSEWHERE,
  /** The same call fails until somebody changes what the remedy says. */
  AFTER_CHANGE
}
