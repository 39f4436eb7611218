/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.node.process.RunObservation;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class JobPolicyTest {
  private Instant now = Instant.parse("2026-01-01T00:00:00Z");
  private JobMemory memory = JobMemory.accepted();
  private RunObservation preparation = RunObservation.ABSENT;
  private RunObservation process = RunObservation.ABSENT;
  private boolean prepared;
  private boolean strays;
  private String error = "";
  private @Nullable String cancel;
  private @Nullable Duration timeLimit;

  @Test
  void preparesThenRunsThenEnds() {
    assertThat(look()).isEqualTo(JobAction.PREPARE);
    preparation = RunObservation.RUNNING;
    assertThat(look()).isEqualTo(JobAction.NOTHING);
    startTheProcess();
    assertThat(memory.started()).isEqualTo(now);
    process = RunObservation.ended(7, "");
    look();
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.exitCode()).isEqualTo(7);
    assertThat(memory.reason()).isEmpty();
  }

  @Test
  void aPreparationThatFailsEndsTheJobWithItsReason() {
    preparation = RunObservation.ended(1, "at io.cloudtik");
    error = "no such file";
    look();
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.reason()).isEqualTo("no such file");
  }

  @Test
  void aPreparationThatDiesIsToldToo() {
    preparation = RunObservation.ended(137, "");
    look();
    assertThat(memory.reason()).isEqualTo("its preparation was ended by signal 9");
  }

  @Test
  void aJobThatIsCancelledBeforeItRunsNeverRuns() {
    cancel = "it was cancelled";
    assertThat(look()).isEqualTo(JobAction.NOTHING);
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.cancelled()).isTrue();
  }

  @Test
  void aPreparationIsEndedWhenTheJobIsCancelled() {
    look();
    preparation = RunObservation.RUNNING;
    cancel = "it was cancelled";
    assertThat(look()).isEqualTo(JobAction.TERM);
    preparation = RunObservation.ended(143, "");
    assertThat(look()).isEqualTo(JobAction.NOTHING);
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.cancelled()).isTrue();
    assertThat(memory.reason()).isEqualTo("it was cancelled");
  }

  @Test
  void whoDoesNotEndInTenSecondsIsKilledAndThenItsGroup() {
    startTheProcess();
    process = RunObservation.RUNNING;
    cancel = "it was cancelled";
    assertThat(look()).isEqualTo(JobAction.TERM);
    assertThat(look()).as("asked once").isEqualTo(JobAction.NOTHING);
    now = now.plus(JobPolicy.STOP_WITHIN);
    assertThat(look()).isEqualTo(JobAction.KILL);
    assertThat(look()).isEqualTo(JobAction.NOTHING);
    now = now.plus(JobPolicy.KILL_AGAIN);
    assertThat(look()).isEqualTo(JobAction.KILL_GROUP);
  }

  @Test
  void theTimeLimitCountsFromTheStartOfTheProcess() {
    timeLimit = Duration.ofMinutes(1);
    now = now.plus(Duration.ofHours(1));
    startTheProcess();
    process = RunObservation.RUNNING;
    now = now.plusSeconds(59);
    assertThat(look()).isEqualTo(JobAction.NOTHING);
    now = now.plusSeconds(1);
    assertThat(look()).isEqualTo(JobAction.TERM);
    process = RunObservation.ended(0, "");
    look();
    assertThat(memory.cancelled()).isFalse();
    assertThat(memory.timedOut()).isTrue();
    assertThat(memory.exitCode()).isZero();
    assertThat(memory.reason()).isEqualTo("its time limit of 60 s passed");
  }

  @Test
  void aJobThatEndedBeforeItWasAskedToWasNotCancelled() {
    startTheProcess();
    cancel = "it was cancelled";
    process = RunObservation.ended(0, "");
    look();
    assertThat(memory.cancelled()).isFalse();
    assertThat(memory.reason()).isEmpty();
  }

  @Test
  void aStartThatWasNotedButNotDoneIsDone() {
    startTheProcess();
    assertThat(look()).isEqualTo(JobAction.START);
  }

  @Test
  void anEndWithoutAnExitCodeSaysSo() {
    startTheProcess();
    process = RunObservation.ended(null, "");
    look();
    assertThat(memory.exitCode()).isNull();
    assertThat(memory.reason()).isEqualTo("its process ended without an exit code");
  }

  @Test
  void aJobHasEndedWhenNothingThatItLeftBehindLives() {
    startTheProcess();
    process = RunObservation.ended(3, "");
    strays = true;
    assertThat(look()).isEqualTo(JobAction.SWEEP);
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.RUNNING);
    now = now.plusSeconds(1);
    assertThat(look()).as("again, for they may multiply").isEqualTo(JobAction.SWEEP);
    strays = false;
    look();
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.exitCode()).isEqualTo(3);
    assertThat(memory.reason()).isEmpty();
  }

  @Test
  void whatCannotBeKilledIsTold() {
    startTheProcess();
    process = RunObservation.ended(0, "");
    strays = true;
    look();
    now = now.plus(JobPolicy.SWEEP_WITHIN);
    look();
    assertThat(memory.phase()).isEqualTo(JobMemory.Phase.ENDED);
    assertThat(memory.reason()).contains("cannot be killed");
  }

  private void startTheProcess() {
    preparation = RunObservation.ended(0, "");
    prepared = true;
    assertThat(look()).isEqualTo(JobAction.START);
  }

  private JobAction look() {
    JobPolicy.Decision decision =
        JobPolicy.decide(
            memory,
            new JobObservation(preparation, process, prepared, error, cancel, strays, timeLimit),
            now);
    memory = decision.memory();
    return decision.action();
  }
}
