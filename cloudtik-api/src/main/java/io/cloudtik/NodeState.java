/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** The states of a node's life. The head keeps the table of moves that are allowed. */
public enum NodeState {
  /** Wanted, and not asked for yet. */
  QUEUED,
  /** Asked for at the provider. */
  REQUESTED,
  /** A machine runs. */
  ALLOCATED,
  /** The machine is set up. */
  BOOTSTRAPPING,
  /** The node does its work. */
  READY,
  /** The node was not heard of for a while; it may come back. */
  SUSPECT,
  /** The node takes no new work and finishes what it has. */
  DRAINING,
  /** The machine is stopped and can be started again. */
  STOPPED,
  /** The machine is being ended. */
  TERMINATING,
  /** Nothing of the machine is left. */
  TERMINATED,
  /** No machine came. */
  ALLOCATION_FAILED,
  /** The machine could not be set up. */
  BOOTSTRAP_FAILED,
  /** The machine is gone, or was silent too long. */
  LOST
}
