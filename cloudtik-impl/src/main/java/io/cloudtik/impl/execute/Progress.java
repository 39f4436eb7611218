/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.event.Event;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import java.time.Clock;

/** What the body of an operation tells, and how it learns that it should stop. */
public interface Progress {
  /** Returns the name of the cluster or workspace that events are about. */
  String subject();

  /** Returns the clock for the times of events. */
  Clock clock();

  /** Tells an event. */
  void tell(Event event);

  /**
   * Ends the body if the operation was cancelled.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code CANCELLED}
   */
  void checkCancelled();

  /** Tells that a step began. */
  default void started(Step step, String message) {
    step(step, StepState.STARTED, message, 0, 0);
  }

  /** Tells that a step goes on. */
  default void progressed(Step step, String message, long done, long total) {
    step(step, StepState.PROGRESSED, message, done, total);
  }

  /** Tells that a step reached its goal. */
  default void finished(Step step, String message) {
    step(step, StepState.FINISHED, message, 0, 0);
  }

  /** Tells that a step failed. */
  default void failed(Step step, String message) {
    step(step, StepState.FAILED, message, 0, 0);
  }

  /** Tells something that is no failure. */
  default void notice(String message) {
    tell(NoticeEvent.builder().at(clock().instant()).subject(subject()).message(message).build());
  }

  private void step(Step step, StepState state, String message, long done, long total) {
    tell(
        StepEvent.builder()
            .at(clock().instant())
            .subject(subject())
            .message(message)
            .step(step)
            .state(state)
            .done(done)
            .total(total)
            .build());
  }
}
