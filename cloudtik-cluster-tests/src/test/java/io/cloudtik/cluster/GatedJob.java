/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.JobResult;
import io.cloudtik.JobState;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;

/**
 * A job that has said half of what it has to say and goes on when its gate is opened: it tells
 * whether a line, or its exit code, was lost in between.
 */
final class GatedJob {
  private static final Duration SOON = Duration.ofMinutes(3);

  private final Workspace workspace;
  private final Cluster cluster;
  private final Job job;

  private GatedJob(Workspace workspace, Cluster cluster, Job job) {
    this.workspace = workspace;
    this.cluster = cluster;
    this.job = job;
  }

  /** Submits one and waits until it waits. */
  static GatedJob start(Workspace workspace, Cluster cluster) {
    Job job =
        cluster.submit(
            JobSpec.command(
                "sh", "-c", "seq 1 3; while [ ! -e go ]; do sleep 0.1; done; seq 4 6; exit 7"));
    Eventually.becomes("the output", job::output, text -> text.equals("1\n2\n3\n"));
    return new GatedJob(workspace, cluster, job);
  }

  Job job() {
    return job;
  }

  String id() {
    return job.reference().job();
  }

  /** Returns the processes of the node that it was given to. */
  NodeProcesses node() {
    return NodeProcesses.of(workspace, cluster, job.status().node().orElseThrow());
  }

  /** Lets it go on, without the help of anybody who may be dead. */
  void open() {
    try {
      Files.writeString(node().directory().resolve("jobs").resolve(id()).resolve("work/go"), "");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits for its end, which must be what it would be if nothing had happened. */
  void assertWhole() {
    JobResult result = job.await(SOON);
    assertThat(result.status().state()).isEqualTo(JobState.FAILED);
    assertThat(result.status().exitCode()).hasValue(7);
    assertThat(result.output()).isEqualTo("1\n2\n3\n4\n5\n6\n");
  }
}
