/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** The states of a cluster's life. */
public enum ClusterState {
  /** The head or the first workers are made and set up. */
  STARTING,
  /** The head and the wanted workers are ready. */
  READY,
  /** It works, but nodes or services are missing and are being brought back. */
  DEGRADED,
  /** It is being ended. */
  TERMINATING,
  /** Nothing of it is left but its records. */
  TERMINATED,
  /** Its start failed; what was made is still there until it is terminated. */
  FAILED,
  /** Its head does not answer. */
  UNREACHABLE
}
