/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/** Says whose a resource is. */
public enum Ownership {
  /** The library makes it, mends it and deletes it. */
  MADE,
  /** As {@link #MADE}, but a delete leaves it, unless it was asked to take this, too. */
  RETAINED,
  /** The user's own. It is checked, and never made, changed or deleted. */
  BROUGHT
}
