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
      return end(memory, cancel, now);
    }
    if (cancel != null) {
      return nothing(memory.asked(cancel, now).ended(null, cancel, now));
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
      return end(memory, whyToEnd(memory, seen, now), now);
    }
    if (!run.ended()) {
      // A node controller died between the note of the start and the start.
      return new Decision(memory, JobAction.START);
    }
    Integer code = run.exitCode();
    String why = memory.reason();
    if (why.isEmpty() && code == null) {
      why = "its process " + run.ending();
    }
    return nothing(memory.ended(code, why, now));
  }

  private static @Nullable String whyToEnd(JobMemory memory, JobObservation seen, Instant now) {
    Duration limit = seen.timeLimit();
    Instant started = memory.started();
    if (limit != null && started != null && !now.isBefore(started.plus(limit))) {
      return "its time limit of " + limit.toSeconds() + " s passed";
    }
    return seen.cancel();
  }

  private static Decision end(JobMemory memory, @Nullable String why, Instant now) {
    Instant asked = memory.asked();
    if (asked == null) {
      return why == null ? nothing(memory) : new Decision(memory.asked(why, now), JobAction.TERM);
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
