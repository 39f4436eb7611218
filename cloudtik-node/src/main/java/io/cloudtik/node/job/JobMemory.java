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
 * @param cancelled whether it was asked to end because somebody wanted that
 * @param timedOut whether it was asked to end because its time was over
 * @param asked when the process was asked to end; null if it was not
 * @param kills how often it was killed
 * @param reason why it was ended or could not be started; empty otherwise
 * @param exited when its process had ended and processes that it left behind had not
 */
record JobMemory(
    Phase phase,
    @Nullable Instant started,
    @Nullable Instant ended,
    @Nullable Integer exitCode,
    boolean cancelled,
    boolean timedOut,
    String reason,
    @Nullable Instant asked,
    int kills,
    @Nullable Instant exited) {
  enum Phase {
    /** Its files and its process are found. */
    PREPARING,
    /** Its process runs. */
    RUNNING,
    /** Nothing of it runs any more. */
    ENDED
  }

  static JobMemory accepted() {
    return new JobMemory(Phase.PREPARING, null, null, null, false, false, "", null, 0, null);
  }

  JobMemory running(Instant now) {
    return new JobMemory(Phase.RUNNING, now, null, null, false, false, "", null, 0, null);
  }

  JobMemory asked(String why, boolean timeOver, Instant now) {
    return new JobMemory(phase, started, null, null, !timeOver, timeOver, why, now, 0, exited);
  }

  JobMemory killed() {
    return new JobMemory(
        phase, started, null, null, cancelled, timedOut, reason, asked, kills + 1, exited);
  }

  JobMemory exited(Instant now) {
    return new JobMemory(
        phase, started, null, null, cancelled, timedOut, reason, asked, kills, now);
  }

  JobMemory ended(@Nullable Integer code, String why, Instant now) {
    return new JobMemory(
        Phase.ENDED, started, now, code, cancelled, timedOut, why, asked, kills, exited);
  }
}
