/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import java.time.Duration;

/** All storage of one workspace. */
public interface WorkspaceStorage {
  /** Returns the documents. */
  WorkspaceStore documents();

  /** Returns the objects that heads trust; workers and jobs cannot write them. */
  ObjectArea control();

  /** Returns the objects of users and jobs. */
  ObjectArea data();

  /**
   * Returns the pause that whoever only watches the documents leaves between two calls, because
   * each of them is paid for. A lease is renewed as often as that, so a holder that died is
   * followed after three of these pauses; default zero, for a store whose calls cost nothing.
   */
  default Duration idlePause() {
    return Duration.ZERO;
  }
}
