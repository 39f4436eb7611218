/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

/** What the policy wants to be done. */
enum ServiceAction {
  NOTHING,
  /** Start the process. */
  START,
  /** Begin a look at whether it is ready or well; what it sees is part of a later observation. */
  CHECK,
  /** Send the stop signal to its group. */
  SIGNAL,
  /** Kill the process, and let its shim write how it ended. */
  KILL,
  /** Kill the whole group. */
  KILL_GROUP
}
