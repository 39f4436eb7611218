/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.ClusterState;
import io.cloudtik.JobState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.job.JobSubmission;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Submits a job to one life of a cluster. Whoever submits a job with the same key again gets the
 * same job, also when it has ended, when its cluster has ended, or when the one who recorded it
 * died before the cluster heard of it.
 */
final class SubmitJob {
  private static final int ATTEMPTS = 3;

  private final WorkspaceContext workspace;
  private final ClusterConnection connection;
  private final ClusterSpec spec;
  private final String uid;
  private final JobSubmission submission;
  private final String id;

  SubmitJob(
      WorkspaceContext workspace,
      ClusterConnection connection,
      ClusterRecord cluster,
      JobSpec job) {
    this.workspace = workspace;
    this.connection = connection;
    this.spec = cluster.spec();
    this.uid = cluster.uid();
    this.submission = new JobSubmission(workspace, spec.name(), job);
    this.id = submission.reference().job();
  }

  /** Returns the id of the job. */
  String run() {
    for (int attempt = 1; ; attempt++) {
      Optional<JobRecord> found = submission.found();
      if (found.isEmpty()) {
        submission.check(spec, SpecCheck.jobKinds(spec));
        connection.requireState();
        submission.record(uid);
      } else if (!isWaiting(found.get())) {
        return id;
      }
      try {
        connection.command(
            "submit-" + id + "-" + UUID.randomUUID(), Command.SUBMIT, Map.of("job", id));
        return id;
      } catch (CloudTikException e) {
        if (e.errorCode() == ErrorCode.JOB_NOT_FOUND && attempt < ATTEMPTS) {
          // Another one submitted the same job at the same moment, and was refused.
          continue;
        }
        if (e.errorCode() == ErrorCode.JOB_QUEUE_FULL) {
          submission.takeBack();
        }
        submission.found().filter(job -> isOver(job.clusterUid())).ifPresent(this::settle);
        throw e;
      }
    }
  }

  /** Says whether a job that was recorded before is one that this cluster has yet to run. */
  private boolean isWaiting(JobRecord job) {
    if (job.state().finished()) {
      return false;
    }
    return isOver(job.clusterUid())
        ? !settle(job).state().finished()
        : job.clusterUid().equals(uid) && !job.assigned();
  }

  private boolean isOver(String life) {
    return workspace
        .records()
        .value(RecordKeys.cluster(spec.name()), ClusterRecord.class)
        .filter(cluster -> cluster.uid().equals(life))
        .filter(cluster -> cluster.state() != ClusterState.TERMINATED)
        .isEmpty();
  }

  /**
   * Looks after a job that a life of the cluster left behind: one that nobody began goes on in this
   * life, of any other nobody can say any more how it went.
   */
  private JobRecord settle(JobRecord left) {
    boolean here = !isOver(uid);
    return workspace
        .records()
        .update(
            RecordKeys.job(spec.name(), id),
            JobRecord.class,
            job -> {
              if (job.state().finished() || !job.clusterUid().equals(left.clusterUid())) {
                return job;
              }
              if (here && job.attempts() == 0 && !job.cancelAsked()) {
                return job.ofLife(uid);
              }
              String why = "its cluster ended before the end of the job was known";
              return job.ended(
                  job.attempts() == 0 ? JobState.CANCELLED : JobState.LOST,
                  JobRecord.stopped(job.parts(), why),
                  workspace.clock().instant(),
                  why);
            });
  }
}
