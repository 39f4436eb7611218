/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.impl.state.JobRun;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Says how far each node of a job is, and what that makes of the job. */
final class JobParts {
  private JobParts() {}

  /** Returns a part after what its node says. */
  static JobPart after(JobPart part, @Nullable JobRun run) {
    if (run == null || part.state().finished()) {
      return part;
    }
    return switch (run.state()) {
      case JobRun.ENDED -> ended(part, run);
      case JobRun.RUNNING -> builder(part, run).state(JobState.RUNNING).build();
      default -> part;
    };
  }

  private static JobPart.Builder builder(JobPart part, JobRun run) {
    JobPart.Builder builder = JobPart.builder().node(part.node()).reason(run.reason());
    if (run.started() != null) {
      builder.started(run.started());
    }
    if (run.ended() != null) {
      builder.finished(run.ended());
    }
    if (run.exitCode() != null) {
      builder.exitCode(run.exitCode());
    }
    return builder;
  }

  private static JobPart ended(JobPart part, JobRun run) {
    JobPart.Builder builder = builder(part, run);
    Integer exitCode = run.exitCode();
    if (run.timedOut()) {
      return builder.state(JobState.TIMED_OUT).build();
    }
    if (run.cancelled()) {
      return builder
          .state(JobState.CANCELLED)
          .reason(run.reason().isEmpty() ? "cancelled" : run.reason())
          .build();
    }
    if (exitCode != null && exitCode == 0) {
      return builder.state(JobState.SUCCEEDED).build();
    }
    String reason = exitCode == null ? "it ended without an exit code" : "exit code " + exitCode;
    return builder
        .state(JobState.FAILED)
        .reason(run.reason().isEmpty() ? reason : run.reason())
        .build();
  }

  /** Returns a part whose node is gone. */
  static JobPart lost(JobPart part, String why) {
    JobPart.Builder builder =
        JobPart.builder()
            .node(part.node())
            .state(JobState.LOST)
            .reason("node %s was lost: %s".formatted(part.node(), why));
    part.started().ifPresent(builder::started);
    return builder.build();
  }

  static boolean anyIs(List<JobPart> parts, JobState state) {
    return parts.stream().anyMatch(part -> part.state() == state);
  }

  static boolean over(List<JobPart> parts) {
    return parts.stream().allMatch(part -> part.state().finished());
  }

  /** Returns how a job ended whose parts have all ended: the worst of them counts. */
  static JobState outcome(List<JobPart> parts, boolean cancelAsked) {
    List<JobState> worstFirst =
        cancelAsked
            ? List.of(JobState.CANCELLED, JobState.LOST, JobState.TIMED_OUT, JobState.FAILED)
            : List.of(JobState.LOST, JobState.TIMED_OUT, JobState.FAILED, JobState.CANCELLED);
    return worstFirst.stream()
        .filter(state -> anyIs(parts, state))
        .findFirst()
        .orElse(JobState.SUCCEEDED);
  }

  /** Returns why it ended like that, and on which nodes. */
  static String reason(List<JobPart> parts, JobState outcome) {
    List<JobPart> guilty = parts.stream().filter(part -> part.state() == outcome).toList();
    if (guilty.isEmpty() || (outcome == JobState.SUCCEEDED && parts.size() > 1)) {
      return "";
    }
    JobPart first = guilty.get(0);
    if (parts.size() == 1) {
      return first.reason();
    }
    return "on %d of %d nodes, first %s: %s"
        .formatted(guilty.size(), parts.size(), first.node(), first.reason());
  }
}
