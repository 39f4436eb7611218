/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.JobState;
import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** A job changed its state. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class JobEvent implements Event {
  JobEvent() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableJobEvent.builder();
  }

  /** Returns the id of the job. */
  public abstract String job();

  /** Returns the state after. */
  public abstract JobState state();

  /** Builds a {@link JobEvent}. Not thread-safe. */
  public interface Builder {
    /** Sets when it happened. */
    Builder at(Instant at);

    /** Sets the name of the cluster. */
    Builder subject(String subject);

    /** Sets the line for people, with the reason. */
    Builder message(String message);

    /** Sets the id of the job. */
    Builder job(String job);

    /** Sets the state after. */
    Builder state(JobState state);

    /** Returns the event. */
    JobEvent build();
  }
}
