/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** A step began, went on, finished or failed. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class StepEvent implements Event {
  StepEvent() {}

  /** Returns a builder; all but the numbers is required. */
  public static Builder builder() {
    return ImmutableStepEvent.builder();
  }

  /** Returns the step. */
  public abstract Step step();

  /** Returns how far it is. */
  public abstract StepState state();

  /** Returns the units that are done; default 0. */
  @Value.Default
  public long done() {
    return 0;
  }

  /** Returns the units in all; default 0, which means not known. */
  @Value.Default
  public long total() {
    return 0;
  }

  /** Builds a {@link StepEvent}. Not thread-safe. */
  public interface Builder {
    /** Sets when it happened. */
    Builder at(Instant at);

    /** Sets the name of the cluster or workspace. */
    Builder subject(String subject);

    /** Sets the line for people. */
    Builder message(String message);

    /** Sets the step. */
    Builder step(Step step);

    /** Sets how far it is. */
    Builder state(StepState state);

    /** Sets the units that are done. */
    Builder done(long done);

    /** Sets the units in all. */
    Builder total(long total);

    /** Returns the event. */
    StepEvent build();
  }
}
