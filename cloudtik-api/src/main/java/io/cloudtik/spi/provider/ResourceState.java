/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/** Says how much of a resource exists. */
public enum ResourceState {
  /** Nothing of it exists. */
  ABSENT,
  /** It is being made, and cannot be used yet. */
  PENDING,
  /** It exists as it should. */
  PRESENT,
  /** It is ours and exists, but not as it should; it can be mended. */
  DRIFTED,
  /** It is being deleted. */
  DELETING,
  /** Something else has its name, or what the user brought does not fit; nobody changes it. */
  UNUSABLE
}
