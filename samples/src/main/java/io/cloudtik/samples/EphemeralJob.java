/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.ProviderConfig;
import java.time.Duration;
import java.util.Optional;

/**
 * A job from a scheduler. {@code submit 2026-11-22} makes a cluster for one job and returns at once
 * with a line of JSON; doing it again with the same key makes nothing twice. {@code poll <JSON>}
 * has a look, from any JVM, and also when the cluster is long gone.
 */
public final class EphemeralJob {
  private EphemeralJob() {}

  /** Submits or polls, as a scheduler's task would. */
  public static void main(String[] args) {
    if (args.length == 2 && args[0].equals("submit")) {
      System.out.println(submit(Local.here(), args[1]).toJson());
    } else if (args.length == 2 && args[0].equals("poll")) {
      Optional<JobResult> result = poll(Local.here(), args[1]);
      System.out.println(result.map(JobResult::output).orElse("not finished"));
    } else {
      System.err.println("usage: EphemeralJob submit <key> | EphemeralJob poll <reference>");
    }
  }

  static JobReference submit(ProviderConfig provider, String key) {
    JobSpec job =
        JobSpec.command("sh", "-c", "echo counted for $0 | tee $CLOUDTIK_JOB_RESULT", key);
    try (Workspace workspace = Workspace.create("nightly", provider)) {
      return workspace.cluster("count").runDetached(job.withKey(key));
    }
  }

  static Optional<JobResult> poll(ProviderConfig provider, String reference) {
    try (Workspace workspace = Workspace.open("nightly", provider)) {
      Job job = workspace.job(JobReference.fromJson(reference));
      // The job has ended, so this does not wait: it reads the result from the workspace.
      return job.status().state().finished()
          ? Optional.of(job.await(Duration.ofSeconds(30)))
          : Optional.empty();
    }
  }
}
