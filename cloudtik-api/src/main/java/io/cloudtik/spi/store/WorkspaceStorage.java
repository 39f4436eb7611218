/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

/** All storage of one workspace. */
public interface WorkspaceStorage {
  /** Returns the documents. */
  WorkspaceStore documents();

  /** Returns the objects that heads trust; workers and jobs cannot write them. */
  ObjectArea control();

  /** Returns the objects of users and jobs. */
  ObjectArea data();
}
