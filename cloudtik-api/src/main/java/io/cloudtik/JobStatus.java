/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.immutables.value.Value;

/** What is known of a job at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class JobStatus {
  JobStatus() {}

  /** Returns a builder; state and submission time are required. */
  public static Builder builder() {
    return ImmutableJobStatus.builder();
  }

  /** Returns the state. */
  public abstract JobState state();

  /** Returns the exit code; empty until the process ended, and if none was seen. */
  public abstract OptionalInt exitCode();

  /** Returns the node that runs or ran it. */
  public abstract Optional<String> node();

  /** Returns when it was submitted. */
  public abstract Instant submitted();

  /** Returns when its process was started. */
  public abstract Optional<Instant> started();

  /** Returns when it ended. */
  public abstract Optional<Instant> finished();

  /** Returns why it is in this state, for people; empty if there is nothing to say. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Builds a {@link JobStatus}. Not thread-safe. */
  public interface Builder {
    /** Sets the state. */
    Builder state(JobState state);

    /** Sets the exit code. */
    Builder exitCode(int exitCode);

    /** Sets the node. */
    Builder node(String node);

    /** Sets when it was submitted. */
    Builder submitted(Instant submitted);

    /** Sets when its process was started. */
    Builder started(Instant started);

    /** Sets when it ended. */
    Builder finished(Instant finished);

    /** Sets why it is in this state. */
    Builder reason(String reason);

    /** Returns the status. */
    JobStatus build();
  }
}
