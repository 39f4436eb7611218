/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** The states of an operation. */
public enum OperationState {
  /** It goes on, or waits for a JVM to go on with it. */
  RUNNING,
  /** It reached its goal. */
  SUCCEEDED,
  /** It failed; its progress says why. */
  FAILED,
  /** It was cancelled. */
  CANCELLED
}
