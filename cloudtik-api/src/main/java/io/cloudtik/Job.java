/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import java.time.Duration;
import java.util.function.Consumer;

/**
 * A job that was submitted. Its record lies in the workspace and outlives the cluster. Thread-safe.
 */
public interface Job {
  /** Returns what any JVM needs to find the job again. */
  JobReference reference();

  /** Returns what is known now: one look, no thread stays behind. */
  JobStatus status();

  /**
   * Waits until the job ended, whether well or not.
   *
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passed; the job goes on
   */
  JobResult await(Duration deadline);

  /**
   * Gives each line that the job prints to a consumer, from the first line that is still kept, and
   * returns when the job ended and all was given. Lines of a job on several nodes begin with the
   * node's id and a colon. Of a job that prints faster than its lines are taken, the cluster keeps
   * the last 16 MiB for each node; a line in square brackets says how much is left out. A line of
   * more than 1 MiB comes in pieces.
   *
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passed; the job goes on
   */
  void follow(Consumer<String> line, Duration deadline);

  /**
   * Returns the last 256 KiB that the job has printed so far; of a job on several nodes the last
   * lines of each node, each line after the node's id and a colon.
   */
  String output();

  /**
   * Asks to end the job, on all its nodes: its processes get the signal TERM, and those that still
   * run 10 seconds later are killed. A job that has ended stays as it is.
   */
  void cancel();
}
