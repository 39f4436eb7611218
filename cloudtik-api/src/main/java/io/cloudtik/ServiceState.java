/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** The states of a service of a node. */
public enum ServiceState {
  /** It runs and is not ready yet. */
  STARTING,
  /** It is ready and well. */
  HEALTHY,
  /** It runs and fails its health checks. */
  UNHEALTHY,
  /** It ended and waits to be started again. */
  RESTARTING,
  /** It was restarted too often and is left alone. */
  FAILED,
  /** It was stopped on purpose. */
  STOPPED
}
