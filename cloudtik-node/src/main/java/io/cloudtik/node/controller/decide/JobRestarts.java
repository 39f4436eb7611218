/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.spec.RestartOn;
import java.time.Duration;
import java.util.List;

/** Says what becomes of a job whose parts have all ended: its end, or another attempt. */
final class JobRestarts {
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
  private static final Duration LONGEST_PAUSE = Duration.ofMinutes(5);
  private static final int MOST_DOUBLINGS = 20;

  private JobRestarts() {}

  static Decision after(JobRecord job, List<JobPart> parts) {
    JobState outcome = JobParts.outcome(parts, job.cancelAsked());
    String reason = JobParts.reason(parts, outcome);
    if (again(job, outcome)) {
      return new Decision.RestartJob(
          job.id(), pause(job.attempts()), told(job, reason, " failed: "));
    }
    boolean tell = job.attempts() > 1 && outcome != JobState.SUCCEEDED;
    return new Decision.FinishJob(
        job.id(), outcome, parts, tell ? told(job, reason, ", the last: ") : reason);
  }

  private static String told(JobRecord job, String reason, String how) {
    return "attempt %d of %d%s%s".formatted(job.attempts(), job.spec().restarts() + 1, how, reason);
  }

  private static boolean again(JobRecord job, JobState outcome) {
    RestartOn on = job.spec().restartOn();
    boolean wanted =
        (outcome == JobState.FAILED && on != RestartOn.LOSS)
            || (outcome == JobState.LOST && on != RestartOn.FAILURE);
    return wanted && !job.cancelAsked() && job.attempts() <= job.spec().restarts();
  }

  /** Returns how long to wait after so many attempts: twice as long each time. */
  static Duration pause(int attempts) {
    Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(attempts - 1, MOST_DOUBLINGS));
    return pause.compareTo(LONGEST_PAUSE) < 0 ? pause : LONGEST_PAUSE;
  }
}
