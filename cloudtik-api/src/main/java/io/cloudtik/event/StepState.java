/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

/** How far a step is. */
public enum StepState {
  /** It began. */
  STARTED,
  /** It goes on; numbers or the message changed. */
  PROGRESSED,
  /** It reached its goal. */
  FINISHED,
  /** It failed; the message says why. */
  FAILED
}
