/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.node.process.RunObservation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Decides what happens to a job. Pure: the same values give the same decision. */
final class JobPolicy {
  /** How long a job may take to end after it was asked to. */
  static final Duration STOP_WITHIN = Duration.ofSeconds(10);

  static final Duration KILL_AGAIN = Duration.ofSeconds(3);

  /** How long it is tried to kill what a job left behind. */
  static final Duration SWEEP_WITHIN = Duration.ofSeconds(10);

  private JobPolicy() {}

  /** What to remember from now on, and what to do. */
  record Decision(JobMemory memory, JobAction action) {}

  static Decision decide(JobMemory memory, JobObservation seen, Instant now) {
    return switch (memory.phase()) {
      case PREPARING -> whilePreparing(memory, seen, now);
      case RUNNING -> whileRunning(memory, seen, now);
      case ENDED -> nothing(memory);
    };
  }

  private static Decision whilePreparing(JobMemory memory, JobObservation seen, Instant now) {
    RunObservation run = seen.preparation();
    String cancel = seen.cancel();
    if (run.live()) {
      return end(memory, cancel, false, now);
    }
    if (cancel != null) {
      return nothing(memory.asked(cancel, false, now).ended(null, cancel, now));
    }
    if (!run.ended()) {
      return new Decision(memory, JobAction.PREPARE);
    }
    if (seen.prepared()) {
      return new Decision(memory.running(now), JobAction.START);
    }
    String why = seen.error().isEmpty() ? "its preparation " + run.ending() : seen.error();
    return nothing(memory.ended(null, why, now));
  }

  private static Decision whileRunning(JobMemory memory, JobObservation seen, Instant now) {
    RunObservation run = seen.process();
    if (run.live()) {
      Duration limit = seen.timeLimit();
      Instant started = memory.started();
      if (limit != null && started != null && !now.isBefore(started.plus(limit))) {
        return end(memory, "its time limit of " + limit.toSeconds() + " s passed", true, now);
      }
      return end(memory, seen.cancel(), false, now);
    }
    if (!run.ended()) {
      // A node controller died between the note of the start and the start.
      return new Decision(memory, JobAction.START);
    }
    return seen.strays() ? sweep(memory, run, now) : over(memory, run, "", now);
  }

  /** A job has ended when nothing of it runs any more. */
  private static Decision sweep(JobMemory memory, RunObservation run, Instant now) {
    Instant exited = memory.exited();
    if (exited == null) {
      return new Decision(memory.exited(now), JobAction.SWEEP);
    }
    return now.isBefore(exited.plus(SWEEP_WITHIN))
        ? new Decision(memory, JobAction.SWEEP)
        : over(memory, run, "processes that it left behind cannot be killed", now);
  }

  private static Decision over(JobMemory memory, RunObservation run, String problem, Instant now) {
    Integer code = run.exitCode();
    String why = memory.reason();
    if (why.isEmpty() && code == null) {
      why = "its process " + run.ending();
    }
    return nothing(memory.ended(code, why.isEmpty() ? problem : why, now));
  }

  private static Decision end(
      JobMemory memory, @Nullable String why, boolean timeOver, Instant now) {
    Instant asked = memory.asked();
    if (asked == null) {
      return why == null
          ? nothing(memory)
          : new Decision(memory.asked(why, timeOver, now), JobAction.TERM);
    }
    Duration patience = STOP_WITHIN.plus(KILL_AGAIN.multipliedBy(memory.kills()));
    if (now.isBefore(asked.plus(patience))) {
      return nothing(memory);
    }
    return new Decision(
        memory.killed(), memory.kills() == 0 ? JobAction.KILL : JobAction.KILL_GROUP);
  }

  private static Decision nothing(JobMemory memory) {
    return new Decision(memory, JobAction.NOTHING);
  }
}
