/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import java.util.UUID;

/** What tells the node controller from those that ran on the node before. */
final class Incarnation {
  /** Nobody gains from guessing it, so it does without secure random numbers, which take long. */
  static final String OF_THIS_PROCESS =
      new UUID(System.currentTimeMillis(), System.nanoTime()).toString();

  private Incarnation() {}
}
