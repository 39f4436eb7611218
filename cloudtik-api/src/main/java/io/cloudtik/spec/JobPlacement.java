/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

/** Where a job runs. */
public enum JobPlacement {
  /** On the ready worker with the fewest jobs; on the head if the cluster has no workers. */
  ONE_WORKER,
  /** On the head. */
  HEAD,
  /** Once on each worker; waits until all workers that the cluster wants are ready. */
  ALL_WORKERS,
  /** Once on the head and on each worker; waits until all workers that are wanted are ready. */
  ALL_NODES;

  /** Says whether the job runs once on each of several nodes. */
  public boolean onMany() {
    return this == ALL_WORKERS || this == ALL_NODES;
  }
}
