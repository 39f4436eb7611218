/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/** Says what the provider knows of a slot. */
public enum SlotState {
  /** Asked for; no machine yet. */
  PENDING,
  /** A machine runs; whether it is set up is not the provider's matter. */
  RUNNING,
  /** No machine came, or it died; the reason says why. */
  FAILED,
  /** The machine is being ended. */
  TERMINATING
}
