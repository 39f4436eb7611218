/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.JobReference;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Records a job before anyone runs it. With a key the id of the job follows from the key, so that a
 * repeated submit finds the first one, from whatever JVM.
 */
public final class JobSubmission {
  private static final int ID_LENGTH = 16;

  private final WorkspaceContext workspace;
  private final String cluster;
  private final JobSpec job;
  private final String id;

  public JobSubmission(WorkspaceContext workspace, String cluster, JobSpec job) {
    this.workspace = workspace;
    this.cluster = cluster;
    this.job = job;
    this.id =
        cluster
            + "-"
            + job.key()
                .map(ContentHash::of)
                .orElseGet(() -> workspace.freshId().toString().replace("-", ""))
                .substring(0, ID_LENGTH);
  }

  public JobReference reference() {
    return JobReference.of(workspace.name(), cluster, id);
  }

  /** Returns the record of the job, if it was submitted before. */
  public Optional<JobRecord> found() {
    return workspace.records().value(RecordKeys.job(cluster, id), JobRecord.class);
  }

  /**
   * Checks what can be known before the job is recorded.
   *
   * @param spec of the cluster
   * @param kinds of job that the cluster's runtimes can run
   */
  public void check(ClusterSpec spec, Set<String> kinds) {
    if (job.placement() == JobPlacement.ALL_WORKERS && spec.workerGroups().isEmpty()) {
      throw new CloudTikException(
          ErrorCode.JOB_REJECTED,
          "job '%s' is for all workers, and cluster %s has only a head; give it workers, or place"
                  .formatted(job.name(), cluster)
              + " the job on HEAD or ALL_NODES");
    }
    if (!job.kind().equals(JobSpec.COMMAND) && !kinds.contains(job.kind())) {
      throw new CloudTikException(
          ErrorCode.JOB_REJECTED,
          "cluster %s cannot run jobs of kind '%s'; it can run %s; add the runtime with withRuntime"
              .formatted(
                  cluster, job.kind(), kinds.isEmpty() ? "[command]" : "command and " + kinds));
    }
    for (Path file : job.files().values()) {
      if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
        throw new CloudTikException(
            ErrorCode.FILE_MISSING,
            "job '%s' needs the file %s, which is no readable file".formatted(job.name(), file));
      }
    }
  }

  /** Uploads the job's files and records it as queued, unless it was recorded before. */
  public void record(String clusterUid) {
    if (found().isPresent()) {
      return;
    }
    job.files().forEach((name, file) -> workspace.storage().data().put(files() + name, file));
    workspace
        .records()
        .create(
            RecordKeys.job(cluster, id),
            JobRecord.queued(id, cluster, clusterUid, job, workspace.clock().instant()));
  }

  /** Deletes the files of a job that was refused; who has a key may be submitting it again now. */
  public void takeBack() {
    if (job.key().isEmpty() && !job.files().isEmpty()) {
      workspace.storage().data().deleteAll(files());
    }
  }

  private String files() {
    return "jobs/" + id + "/";
  }
}
