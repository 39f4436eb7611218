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
   * returns when the job ended and all was given.
   *
   * @throws io.cloudtik.error.WaitTimeoutException if the deadline passed; the job goes on
   */
  void follow(Consumer<String> line, Duration deadline);

  /** Returns the last 256 KiB that the job has printed so far. */
  String output();

  /**
   * Asks to end the job: its processes get a signal, and are killed 10 seconds later. A job that
   * has ended stays as it is.
   */
  void cancel();
}
