/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/** Says how much of a resource exists. */
public enum ResourceState {
  /** Nothing of it exists. */
  ABSENT,
  /** It exists, but not as it should; creating it again mends it. */
  DRIFTED,
  /** It exists as it should. */
  PRESENT
}
