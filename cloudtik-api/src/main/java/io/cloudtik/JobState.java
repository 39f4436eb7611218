/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

/** The states of a job's life. */
public enum JobState {
  /** Recorded; waits for a node. */
  QUEUED,
  /** Its process runs. */
  RUNNING,
  /** Ended with exit code 0. */
  SUCCEEDED,
  /** Ended with another exit code, or could not be started. */
  FAILED,
  /** Ended because it was cancelled, or with its cluster. */
  CANCELLED,
  /** Ended because its time limit passed. */
  TIMED_OUT,
  /** A node that ran it was lost. */
  LOST;

  /** Says whether the job will not change any more. */
  public boolean finished() {
    return this != QUEUED && this != RUNNING;
  }
}
