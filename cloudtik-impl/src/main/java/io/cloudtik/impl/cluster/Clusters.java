/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterPlan;
import io.cloudtik.ClusterState;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.StateConflictException;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.job.JobSubmission;
import io.cloudtik.impl.plan.ClusterPlanner;
import io.cloudtik.impl.plan.SpecDiff;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.Protocol;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.engine.ClusterStarter;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Plans and starts the clusters of one workspace. Thread-safe. */
public final class Clusters implements ClusterStarter {
  static final String START = OperationRecord.START;

  private static final Duration DETACHED_START = Duration.ofMinutes(30);

  private final WorkspaceContext workspace;
  private @Nullable RecordedOperations operations;

  public Clusters(WorkspaceContext workspace) {
    this.workspace = workspace;
  }

  /** The storage is there only when the workspace is. */
  private synchronized RecordedOperations operations() {
    RecordedOperations known =
        operations == null
            ? new RecordedOperations(workspace.records(), workspace.time())
            : operations;
    operations = known;
    return known;
  }

  @Override
  public ClusterPlan plan(ClusterSpec spec) {
    SpecCheck.require(spec, workspace.provider());
    Offers offers = new Offers(workspace.provider());
    List<String> notices = new ArrayList<>(workspace.provider().notices(spec));
    workspace.provider().preflight(spec).forEach(found -> notices.add("preflight: " + found));
    return ClusterPlanner.plan(spec, offers.head(spec), offers::worker, notices);
  }

  /** Finds out what can be known to go wrong before anything is recorded. */
  private void require(ClusterSpec spec) {
    NodeJava.current().require();
    SpecCheck.require(spec, workspace.provider());
    Preflight.require(spec, workspace.provider());
  }

  @Override
  public Operation<Cluster> start(ClusterSpec spec) {
    require(spec);
    return operation(record(spec, null));
  }

  @Override
  public Operation<Cluster> startOrAttach(ClusterSpec spec) {
    require(spec);
    Optional<ClusterRecord> running = running(spec.name());
    if (running.isEmpty()) {
      try {
        return operation(record(spec, null));
      } catch (CloudTikException e) {
        if (e.errorCode() != ErrorCode.CLUSTER_EXISTS) {
          throw e;
        }
        // Somebody else started it at the same moment: attach to theirs.
        running = running(spec.name());
      }
    }
    ClusterRecord record = running.orElseThrow();
    Protocol.require(record.name(), record.protocol());
    if (record.state() == ClusterState.TERMINATING) {
      throw new CloudTikException(
          ErrorCode.CLUSTER_NOT_READY,
          "cluster %s is being terminated; start it when that is over, or, if whoever did it died,"
                  .formatted(spec.name())
              + " finish it with attach and terminate first");
    }
    List<String> differences = SpecDiff.between(record.spec(), spec);
    if (!differences.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.CLUSTER_DIFFERS,
          "cluster %s runs with another spec:\n  - %s\nattach to it as it is with"
                  .formatted(spec.name(), String.join("\n  - ", differences))
              + " Workspace.attach, change the number of workers with scaleTo, or terminate it"
              + " first");
    }
    return lostItsHead(record) ? new HeadRecovery(workspace, record).begin() : operation(record);
  }

  /** Says whether nobody is left who would go on with a cluster that had been started. */
  private boolean lostItsHead(ClusterRecord record) {
    boolean started =
        workspace
            .records()
            .value(RecordKeys.operation(record.operation()), OperationRecord.class)
            .filter(operation -> operation.state() == OperationState.SUCCEEDED)
            .isPresent();
    return started && new HeadSight(workspace, record.uid()).gone().isPresent();
  }

  @Override
  public JobReference runDetached(ClusterSpec spec, JobSpec job) {
    require(spec);
    JobSubmission submission = new JobSubmission(workspace, spec.name(), job);
    JobReference reference = submission.reference();
    Optional<ClusterRecord> own =
        running(spec.name()).filter(r -> reference.job().equals(r.detachedJob()));
    boolean recorded = submission.found().isPresent();
    if (own.isEmpty() && recorded) {
      return reference;
    }
    if (!recorded) {
      submission.check(spec, SpecCheck.jobKinds(spec));
    }
    ClusterRecord record = own.orElseGet(() -> record(spec, reference.job()));
    submission.record(record.uid());
    if (lostItsHead(record)) {
      new HeadRecovery(workspace, record).begin().await(DETACHED_START);
      return reference;
    }
    RunningOperation.start(
            record.operation(),
            "the start of cluster " + spec.name(),
            spec.name(),
            workspace.time(),
            workspace.hub(spec.name()),
            Runnable::run,
            () -> operations().cancel(record.operation()),
            progress -> launch(record, progress, reference))
        .await(DETACHED_START);
    return reference;
  }

  /** Brings the cluster so far that its head goes on alone; then the operation is over. */
  private JobReference launch(ClusterRecord record, Progress progress, JobReference reference) {
    return operations()
        .drive(
            record.operation(),
            () -> new StartCluster(workspace, record, progress).launchHead(),
            failure -> rollback(record, progress, failure),
            () -> reference);
  }

  private Optional<ClusterRecord> running(String name) {
    return workspace
        .clusterRecords()
        .find(name)
        .filter(sight -> sight.record().state() != ClusterState.TERMINATED)
        .map(ClusterSight::require);
  }

  /** Records the wish to have a cluster, so that it is never made twice. */
  private ClusterRecord record(ClusterSpec spec, @Nullable String detachedJob) {
    WorkspaceRecords records = workspace.records();
    Optional<ClusterRecord> alive = running(spec.name());
    if (alive.isPresent()) {
      throw exists(spec, alive.get());
    }
    WriteCondition stillDead =
        records
            .store()
            .read(RecordKeys.cluster(spec.name()))
            .map(document -> WriteCondition.ifVersion(document.version()))
            .orElse(WriteCondition.ifAbsent());
    String uid = workspace.freshId().toString().replace("-", "").substring(0, 12);
    String operation = START + "-" + spec.name() + "-" + uid;
    ClusterRecord record =
        new ClusterRecord(
            StateKeys.PROTOCOL,
            spec.name(),
            uid,
            ClusterState.STARTING,
            spec,
            workspace.clock().instant(),
            operation,
            detachedJob);
    try {
      SpecFiles.upload(workspace, record);
      SpecJava.upload(workspace, record);
      SpecContainer.upload(workspace, record);
      records.put(
          RecordKeys.operation(operation),
          new OperationRecord(
              operation,
              START,
              spec.name(),
              uid,
              Map.of(),
              OperationState.RUNNING,
              "",
              record.created()));
      records.write(RecordKeys.cluster(spec.name()), record, stillDead);
      return record;
    } catch (StateConflictException e) {
      unrecord(record);
      throw exists(spec, workspace.cluster(spec.name()));
    } catch (CloudTikException e) {
      // On a full disk, for one. Without the cluster's own record nobody would ever look for these.
      unrecord(record);
      throw e;
    }
  }

  private void unrecord(ClusterRecord record) {
    for (String key :
        List.of(
            RecordKeys.operation(record.operation()),
            RecordKeys.java(record.uid()),
            RecordKeys.registryLogins(record.uid()))) {
      workspace.records().store().delete(key, WriteCondition.always());
    }
    workspace.storage().data().deleteAll(SpecFiles.place(record.uid()));
    workspace.storage().data().deleteAll(ContainerWish.archivePlace(record.uid()));
  }

  private static CloudTikException exists(ClusterSpec spec, ClusterRecord there) {
    List<String> differences = SpecDiff.between(there.spec(), spec);
    return new CloudTikException(
        ErrorCode.CLUSTER_EXISTS,
        "cluster %s exists already and is %s, with %s; use startOrAttach, Workspace.attach, or terminate it"
            .formatted(
                spec.name(),
                there.state(),
                differences.isEmpty()
                    ? "the same spec"
                    : "another spec:\n  - " + String.join("\n  - ", differences) + "\n"));
  }

  /** Returns the operation that starts a cluster: goes on with it, whoever began. */
  Operation<Cluster> operation(ClusterRecord record) {
    String id = record.operation();
    return RunningOperation.start(
        id,
        "the start of cluster " + record.name(),
        record.name(),
        workspace.time(),
        workspace.hub(record.name()),
        workspace.executor(),
        () -> operations().cancel(id),
        progress ->
            drive(record, new CancellableProgress(progress, operations(), id, workspace.time())));
  }

  private Cluster drive(ClusterRecord record, Progress progress) {
    try (ClusterConnection connection = new ClusterConnection(workspace, record.uid())) {
      return operations()
          .drive(
              record.operation(),
              () -> {
                StartCluster start = new StartCluster(workspace, record, progress);
                start.launchHead();
                start.awaitReady(connection, 0);
              },
              failure -> rollback(record, progress, failure),
              () -> new ClusterHandle(workspace, workspace.cluster(record.name())));
    }
  }

  /** A start that failed leaves nothing that costs money: what it made is taken down again. */
  private void rollback(ClusterRecord record, Progress progress, CloudTikException failure) {
    progress.notice("the start failed and is taken back: " + failure.getMessage());
    try {
      new Termination(workspace, record, progress).run();
    } catch (CloudTikException e) {
      failure.addSuppressed(e);
    }
  }

  /** Returns an operation by its id. */
  public Operation<Cluster> operation(String id) {
    OperationRecord record = operations().require(id);
    ClusterRecord cluster = workspace.cluster(record.cluster());
    Protocol.require(cluster.name(), cluster.protocol());
    if (!cluster.uid().equals(record.clusterUid())) {
      throw new CloudTikException(
          ErrorCode.OPERATION_NOT_FOUND,
          "operation '%s' was of an earlier cluster %s, which has ended; the one of now is %s"
              .formatted(id, cluster.name(), cluster.state()));
    }
    return switch (record.kind()) {
      case START -> operation(cluster);
      case HeadRecovery.RECOVER -> new HeadRecovery(workspace, cluster).drive(record);
      case ScaleCluster.SCALE -> ScaleCluster.found(workspace, cluster, record);
      default ->
          throw new CloudTikException(
              ErrorCode.PROTOCOL_MISMATCH,
              "operation '%s' is of the kind '%s', which this version of the library does not know; use the version that began it"
                  .formatted(id, record.kind()));
    };
  }
}
