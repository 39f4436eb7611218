/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Step;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.DesiredRecord;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Brings a worker group to another size: asks the head, which records the wish, then watches. The
 * watching can be taken up by any JVM.
 */
final class ScaleCluster {
  static final String SCALE = "scale";

  private static final String GROUP = "group";
  private static final String WORKERS = "workers";
  private static final String BEFORE = "before";
  private static final Duration WATCH_DEADLINE = Duration.ofDays(1);

  private final WorkspaceContext workspace;
  private final RecordedOperations operations;
  private final ClusterRecord cluster;
  private final Cluster handle;
  private final OperationRecord record;

  private ScaleCluster(
      WorkspaceContext workspace, ClusterRecord cluster, Cluster handle, OperationRecord record) {
    this.workspace = workspace;
    this.operations = new RecordedOperations(workspace.records(), workspace.time());
    this.cluster = cluster;
    this.handle = handle;
    this.record = record;
  }

  /** Asks the head; the wish is recorded, and the operation can be found, when this returns. */
  static Operation<Cluster> begin(
      WorkspaceContext workspace,
      ClusterRecord cluster,
      Cluster handle,
      ClusterConnection connection,
      String group,
      int workers) {
    String id = "scale-" + cluster.name() + "-" + workspace.freshId().toString().substring(0, 8);
    int before = wanted(workspace, cluster, group);
    ask(connection, id, group, workers);
    OperationRecord record =
        new OperationRecord(
            id,
            SCALE,
            cluster.name(),
            cluster.uid(),
            Map.of(
                GROUP, group,
                WORKERS, Integer.toString(workers),
                BEFORE, Integer.toString(before)),
            OperationState.RUNNING,
            "",
            workspace.clock().instant());
    workspace.records().put(RecordKeys.operation(id), record);
    return new ScaleCluster(workspace, cluster, handle, record).operation();
  }

  /** Returns an operation that was begun before, by any JVM. */
  static Operation<Cluster> found(
      WorkspaceContext workspace, ClusterRecord cluster, OperationRecord record) {
    return new ScaleCluster(workspace, cluster, new ClusterHandle(workspace, cluster), record)
        .operation();
  }

  private static void ask(ClusterConnection connection, String id, String group, int workers) {
    connection.command(id, Command.SCALE, Map.of(GROUP, group, WORKERS, Integer.toString(workers)));
  }

  private String group() {
    return record.arguments().getOrDefault(GROUP, "");
  }

  private int workers() {
    return Integer.parseInt(record.arguments().getOrDefault(WORKERS, "0"));
  }

  private Operation<Cluster> operation() {
    String id = record.id();
    return RunningOperation.start(
        id,
        "cluster %s to have %d %s".formatted(cluster.name(), workers(), group()),
        cluster.name(),
        workspace.time(),
        workspace.hub(cluster.name()),
        workspace.executor(),
        () -> operations.cancel(id),
        progress -> drive(new CancellableProgress(progress, operations, id, workspace.time())));
  }

  private Cluster drive(Progress progress) {
    return operations.drive(record.id(), () -> await(progress), this::takeBack, () -> handle);
  }

  private void await(Progress progress) {
    progress.started(Step.SCALE, "%s to %d".formatted(group(), workers()));
    int[] last = {-1};
    handle.awaitStatus(
        "%d %s".formatted(workers(), group()),
        status -> {
          progress.checkCancelled();
          requireWish(status);
          int ready = ready(status);
          if (ready != last[0]) {
            last[0] = ready;
            progress.progressed(Step.SCALE, "%d ready".formatted(ready), ready, workers());
          }
          return ready == workers() && nodes(status).size() == workers();
        },
        WATCH_DEADLINE);
    progress.finished(Step.SCALE, "%s has %d".formatted(group(), workers()));
  }

  /** Nobody waits for what is not wished any more. */
  private void requireWish(ClusterStatus status) {
    if (status.state() == ClusterState.TERMINATING || status.state() == ClusterState.TERMINATED) {
      throw new CloudTikException(
          ErrorCode.STATE_CONFLICT,
          "cluster %s was terminated before it had %d %s"
              .formatted(cluster.name(), workers(), group()));
    }
    int wanted = wanted(workspace, cluster, group());
    if (wanted != workers()) {
      throw new CloudTikException(
          ErrorCode.STATE_CONFLICT,
          "cluster %s was asked for %d %s before it had %d; that later wish holds"
              .formatted(cluster.name(), wanted, group(), workers()));
    }
  }

  private static int wanted(WorkspaceContext workspace, ClusterRecord cluster, String group) {
    int atFirst = cluster.spec().workerGroup(group).orElseThrow().min();
    return workspace
        .records()
        .value(RecordKeys.desired(cluster.uid()), DesiredRecord.class)
        .map(desired -> desired.workers().getOrDefault(group, atFirst))
        .orElse(atFirst);
  }

  /** A cancelled wish gives way to the one before, unless a later one holds already. */
  private void takeBack(CloudTikException failure) {
    if (failure.errorCode() != ErrorCode.CANCELLED
        || wanted(workspace, cluster, group()) != workers()) {
      return;
    }
    int before = Integer.parseInt(record.arguments().getOrDefault(BEFORE, "0"));
    try (ClusterConnection connection = new ClusterConnection(workspace, cluster.uid())) {
      ask(connection, record.id() + "-back", group(), before);
    } catch (CloudTikException e) {
      failure.addSuppressed(e);
    }
  }

  private int ready(ClusterStatus status) {
    return (int) nodes(status).stream().filter(node -> node.state() == NodeState.READY).count();
  }

  private List<Node> nodes(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> node.group().equals(group()) && node.state() != NodeState.TERMINATED)
        .toList();
  }
}
