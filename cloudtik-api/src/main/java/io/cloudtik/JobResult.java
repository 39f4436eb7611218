/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.Map;
import java.util.Optional;
import org.immutables.value.Value;

/** How a job ended. Kept in the workspace, also after the cluster has ended. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class JobResult {
  JobResult() {}

  /** Returns a builder; reference, status and output are required. */
  public static Builder builder() {
    return ImmutableJobResult.builder();
  }

  /** Returns the reference of the job. */
  public abstract JobReference reference();

  /** Returns how it ended. */
  public abstract JobStatus status();

  /**
   * Returns the last 256 KiB of what it printed, standard output and error together. Of a job on
   * several nodes these are the last lines of each node, each line after the node's id and a colon.
   */
  @Value.Redacted
  public abstract String output();

  /**
   * Returns what the job wrote to the file named by {@code CLOUDTIK_JOB_RESULT}, at most 512 KiB;
   * empty for a job on several nodes.
   */
  @Value.Redacted
  public abstract Optional<String> result();

  /**
   * Returns what each node wrote to the file named by {@code CLOUDTIK_JOB_RESULT}, by the node's
   * id; nodes that wrote nothing are absent.
   */
  @Value.Redacted
  public abstract Map<String, String> results();

  /** Says whether it ended with exit code 0, on every node that it was for. */
  public final boolean succeeded() {
    return status().state() == JobState.SUCCEEDED;
  }

  /** Builds a {@link JobResult}. Not thread-safe. */
  public interface Builder {
    /** Sets the reference of the job. */
    Builder reference(JobReference reference);

    /** Sets how it ended. */
    Builder status(JobStatus status);

    /** Sets the last of what it printed. */
    Builder output(String output);

    /** Sets what the job wrote as its result. */
    Builder result(String result);

    /** Sets what one node wrote as its result. */
    Builder putResults(String node, String result);

    /** Returns the result. */
    JobResult build();
  }
}
