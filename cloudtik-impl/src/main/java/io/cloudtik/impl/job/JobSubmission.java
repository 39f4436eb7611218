/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.JobReference;
import io.cloudtik.JobState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.JobSpec;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Set;
import java.util.UUID;

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
                .map(JobSubmission::hash)
                .orElseGet(() -> UUID.randomUUID().toString().replace("-", ""))
                .substring(0, ID_LENGTH);
  }

  private static String hash(String key) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of().formatHex(digest.digest(key.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new CloudTikException(ErrorCode.INTERNAL, "every Java has SHA-256", e);
    }
  }

  public JobReference reference() {
    return JobReference.of(workspace.name(), cluster, id);
  }

  /** Says whether the job was recorded before. */
  public boolean exists() {
    return workspace.records().find(RecordKeys.job(cluster, id), JobRecord.class).isPresent();
  }

  /**
   * Checks what can be known before the job is recorded.
   *
   * @param kinds of job that the cluster's runtimes can run
   */
  public void check(Set<String> kinds) {
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

  /**
   * Uploads the job's files and records it as queued.
   *
   * @return false if it was recorded before; nothing was changed then
   */
  public boolean record(String clusterUid) {
    if (exists()) {
      return false;
    }
    job.files()
        .forEach((name, file) -> workspace.storage().data().put("jobs/" + id + "/" + name, file));
    return workspace
        .records()
        .create(
            RecordKeys.job(cluster, id),
            new JobRecord(
                id,
                cluster,
                clusterUid,
                job,
                JobState.QUEUED,
                false,
                null,
                null,
                workspace.clock().instant(),
                null,
                null,
                ""));
  }
}
