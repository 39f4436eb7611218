/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What the node controller remembers of a job, also across its own restarts.
 *
 * @param asked when the process was asked to end; null if it was not
 * @param kills how often it was killed
 * @param reason why it was ended or could not be started; empty otherwise
 */
record JobMemory(
    Phase phase,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Integer exitCode,
    boolean cancelled,
    String reason,
    @Nullable Instant asked,
    int kills) {
  enum Phase {
    /** Its files and its process are found. */
    PREPARING,
    /** Its process runs. */
    RUNNING,
    /** Nothing of it runs any more. */
    ENDED
  }

  static JobMemory accepted() {
    return new JobMemory(Phase.PREPARING, null, null, null, false, "", null, 0);
  }

  JobMemory running(Instant now) {
    return new JobMemory(Phase.RUNNING, now, null, null, false, "", null, 0);
  }

  JobMemory asked(String why, Instant now) {
    return new JobMemory(phase, started, null, null, true, why, now, 0);
  }

  JobMemory killed() {
    return new JobMemory(phase, started, null, null, cancelled, reason, asked, kills + 1);
  }

  JobMemory ended(@Nullable Integer code, String why, Instant now) {
    return new JobMemory(Phase.ENDED, started, now, code, cancelled, why, asked, kills);
  }
}
