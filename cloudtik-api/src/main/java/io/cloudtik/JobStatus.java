/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import java.util.List;
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

  /**
   * Returns the exit code; empty until the process ended, and if none was seen. Of a job on several
   * nodes it is the first that is not 0, in the order of {@link #parts()}, or else 0.
   */
  public abstract OptionalInt exitCode();

  /** Returns the node that runs or ran it; empty for a job on several nodes. */
  public abstract Optional<String> node();

  /** Returns what each node does or did in the last attempt, the head first, then by number. */
  public abstract List<JobPart> parts();

  /** Returns how often it was begun: 0 while it waits for its first turn, 2 after one restart. */
  @Value.Default
  public int attempts() {
    return 0;
  }

  /** Returns when it was submitted. */
  public abstract Instant submitted();

  /** Returns when the first of its processes was started, in its last attempt. */
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

    /** Adds what one node does. */
    Builder addParts(JobPart part);

    /** Sets how often it was begun. */
    Builder attempts(int attempts);

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
