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

/** What one node did for a job, in its last attempt. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class JobPart {
  JobPart() {}

  /** Returns a builder; node and state are required. */
  public static Builder builder() {
    return ImmutableJobPart.builder();
  }

  /** Returns the id of the node. */
  public abstract String node();

  /** Returns how far the node is. */
  public abstract JobState state();

  /** Returns the exit code; empty until the process ended, and if none was seen. */
  public abstract OptionalInt exitCode();

  /** Returns when the process was started. */
  public abstract Optional<Instant> started();

  /** Returns when it ended. */
  public abstract Optional<Instant> finished();

  /** Returns why it is in this state, for people; empty if there is nothing to say. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Builds a {@link JobPart}. Not thread-safe. */
  public interface Builder {
    /** Sets the node. */
    Builder node(String node);

    /** Sets how far the node is. */
    Builder state(JobState state);

    /** Sets the exit code. */
    Builder exitCode(int exitCode);

    /** Sets when the process was started. */
    Builder started(Instant started);

    /** Sets when it ended. */
    Builder finished(Instant finished);

    /** Sets why it is in this state. */
    Builder reason(String reason);

    /** Returns the part. */
    JobPart build();
  }
}
