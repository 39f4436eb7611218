/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.job;

import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.JobResult;
import io.cloudtik.JobStatus;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.store.StoredDocument;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * A job, read from its record in the workspace store; its running output comes from the cluster.
 */
public final class JobHandle implements Job {
  private final WorkspaceRecords records;
  private final String workspace;
  private final String cluster;
  private final String id;
  private final Time time;
  private final Function<String, Link> links;

  /**
   * Makes a handle for a job that is recorded.
   *
   * @param links gives the way to the life of a cluster
   */
  public JobHandle(
      WorkspaceRecords records,
      String workspace,
      String cluster,
      String id,
      Time time,
      Function<String, Link> links) {
    this.records = records;
    this.workspace = workspace;
    this.cluster = cluster;
    this.id = id;
    this.time = time;
    this.links = links;
    record();
  }

  private JobRecord record() {
    return records
        .value(RecordKeys.job(cluster, id), JobRecord.class)
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.JOB_NOT_FOUND,
                    "no job '%s' of cluster %s in workspace %s".formatted(id, cluster, workspace)));
  }

  @Override
  public JobReference reference() {
    return JobReference.of(workspace, cluster, id);
  }

  @Override
  public JobStatus status() {
    return status(record());
  }

  private static JobStatus status(JobRecord record) {
    JobStatus.Builder status =
        JobStatus.builder()
            .state(record.state())
            .submitted(record.submitted())
            .attempts(record.attempts())
            .reason(record.reason());
    record.parts().forEach(status::addParts);
    Integer exitCode = record.exitCode();
    if (exitCode != null) {
      status.exitCode(exitCode);
    }
    String node = record.node();
    if (node != null) {
      status.node(node);
    }
    Instant started = record.started();
    if (started != null) {
      status.started(started);
    }
    Instant finished = record.finished();
    if (finished != null) {
      status.finished(finished);
    }
    return status.build();
  }

  @Override
  public JobResult await(Duration deadline) {
    Waiter.waitFor(time, "job " + id, deadline)
        .untilTrue(
            () -> record().state().finished(), () -> record().state() + " " + record().reason());
    return result();
  }

  private JobResult result() {
    JobRecord record = record();
    JobResult.Builder result =
        JobResult.builder()
            .reference(reference())
            .status(status(record))
            .output(stored(RecordKeys.jobOutput(cluster, id)));
    if (record.spec().placement().onMany()) {
      String results = RecordKeys.jobResults(cluster, id);
      for (String key : records.store().list(results)) {
        result.putResults(key.substring(results.length()), stored(key));
      }
    } else {
      String text = stored(RecordKeys.jobResult(cluster, id));
      if (!text.isEmpty()) {
        result.result(text);
        String node = record.node();
        if (node != null) {
          result.putResults(node, text);
        }
      }
    }
    return result.build();
  }

  private String stored(String key) {
    return records.store().read(key).map(StoredDocument::text).orElse("");
  }

  @Override
  public void follow(Consumer<String> line, Duration deadline) {
    JobFollowing following = new JobFollowing(line);
    Link link = links.apply(record().clusterUid());
    Waiter.waitFor(time, "the output of job " + id, deadline, Duration.ofMillis(200))
        .untilTrue(
            () -> {
              JobRecord record = record();
              try {
                link.state().ifPresent(state -> following.read(state, record));
              } catch (CloudTikException e) {
                // The head is away or the cluster has ended; the record says when it is over.
                return record.state().finished();
              }
              return record.state().finished();
            },
            () -> record().state().toString());
    following.finish(stored(RecordKeys.jobOutput(cluster, id)));
  }

  @Override
  public String output() {
    JobRecord record = record();
    if (record.state().finished()) {
      return stored(RecordKeys.jobOutput(cluster, id));
    }
    return links
        .apply(record.clusterUid())
        .state()
        .map(state -> JobTexts.output(record, run -> JobOutput.tail(state, run)))
        .orElse("");
  }

  @Override
  public void cancel() {
    JobRecord record = record();
    if (!record.state().finished()) {
      links.apply(record.clusterUid()).cancel(id);
    }
  }

  /** The way to the cluster that runs the job. */
  public interface Link {
    /** Returns the state on its head, if it is up. */
    Optional<ClusterState> state();

    /** Asks to cancel a job. */
    void cancel(String job);
  }
}
