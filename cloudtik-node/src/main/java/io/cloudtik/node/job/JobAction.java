/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

/** What the policy wants to be done. */
enum JobAction {
  NOTHING,
  /** Start the preparation. */
  PREPARE,
  /** Start the process that the preparation found. */
  START,
  /** Ask what runs to end. */
  TERM,
  /** Kill what runs, and let its shim write how it ended. */
  KILL,
  /** Kill the whole group. */
  KILL_GROUP,
  /** Kill what left the group. */
  SWEEP
}
