/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl;

import io.cloudtik.CloudCall;
import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterSummary;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.OperationSummary;
import io.cloudtik.ResourceStatus;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.WorkspaceStatus;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.cluster.ClusterHandle;
import io.cloudtik.impl.cluster.ClusterLinks;
import io.cloudtik.impl.cluster.Clusters;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.job.JobHandle;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceState;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;

/** An open workspace. */
final class WorkspaceHandle implements Workspace {
  private final WorkspaceContext context;
  private final WorkspaceGraph graph;
  private final Clusters clusters;

  WorkspaceHandle(WorkspaceContext context) {
    this.context = context;
    this.graph = context.graph();
    this.clusters = new Clusters(context);
  }

  @Override
  public String name() {
    return context.name();
  }

  @Override
  public ProviderConfig provider() {
    return context.config();
  }

  @Override
  public WorkspacePlan plan() {
    return graph.plan();
  }

  @Override
  public WorkspacePlan planDelete(Retained retained) {
    return graph.planDelete(retained);
  }

  @Override
  public Operation<Workspace> apply() {
    return operation(
        "apply",
        "the work on workspace " + name(),
        progress -> {
          make(progress);
          return this;
        });
  }

  /** Makes what is missing and mends what is not right. */
  void make(Progress progress) {
    try {
      graph.create(progress, this::requireNoClusters);
    } catch (CloudTikException e) {
      throw resumable(e);
    }
  }

  @Override
  public Operation<WorkspacePlan> deleteAsync(Retained retained) {
    return operation(
        "delete",
        "the deletion of workspace " + name(),
        progress -> {
          try {
            return graph.delete(retained, progress, this::requireNoClusters);
          } catch (CloudTikException e) {
            throw resumable(e);
          }
        });
  }

  private CloudTikException resumable(CloudTikException e) {
    return e.errorCode() != ErrorCode.CANCELLED
        ? e
        : new CloudTikException(
            ErrorCode.CANCELLED,
            "the work on workspace %s was cancelled; what was done stays: do it again to go on"
                .formatted(name()),
            e);
  }

  private <T> Operation<T> operation(String what, String title, Function<Progress, T> body) {
    EventHub hub = context.hub(name());
    return RunningOperation.start(
        what + "-" + name(),
        title,
        name(),
        context.time(),
        hub,
        context.executor(),
        () -> {},
        progress -> {
          try {
            return body.apply(progress);
          } finally {
            hub.close();
          }
        });
  }

  @Override
  public WorkspaceStatus status() {
    List<ResourceStatus> resources = graph.status();
    boolean made = WorkspaceGraph.exists(resources);
    return WorkspaceStatus.of(
        name(), state(resources, made), resources, made ? clusters() : List.of());
  }

  private static WorkspaceStatus.State state(List<ResourceStatus> resources, boolean made) {
    if (resources.stream().allMatch(ResourceStatus::isRight)) {
      return WorkspaceStatus.State.COMPLETE;
    }
    if (made) {
      return WorkspaceStatus.State.INCOMPLETE;
    }
    return resources.stream()
            .filter(each -> each.ownership() == Ownership.RETAINED)
            .anyMatch(each -> each.observation().state() != ResourceState.ABSENT)
        ? WorkspaceStatus.State.RETAINED
        : WorkspaceStatus.State.ABSENT;
  }

  @Override
  public List<CloudCall> calls() {
    return context.machines().recentCalls();
  }

  @Override
  public List<ClusterSummary> clusters() {
    return context.clusterRecords().all().stream()
        .map(ClusterSight::record)
        .filter(record -> record.state() != ClusterState.TERMINATED)
        .map(
            record ->
                ClusterSummary.of(record.name(), record.uid(), record.state(), record.created()))
        .toList();
  }

  @Override
  public ClusterDraft cluster(String name) {
    return cluster(ClusterSpec.builder().name(name).build());
  }

  @Override
  public ClusterDraft cluster(ClusterSpec spec) {
    return new ClusterDraft(clusters, spec);
  }

  @Override
  public Cluster attach(String cluster) {
    ClusterSight sight = context.sight(cluster);
    if (sight.record().state() == ClusterState.TERMINATED) {
      throw new CloudTikException(
          ErrorCode.CLUSTER_NOT_FOUND,
          "cluster '%s' of workspace %s is terminated; there are %s"
              .formatted(cluster, name(), clusters().stream().map(ClusterSummary::name).toList()));
    }
    return new ClusterHandle(context, sight);
  }

  @Override
  public List<OperationSummary> operations() {
    return context.records().all(RecordKeys.OPERATIONS, "", OperationRecord.class).stream()
        .map(stored -> stored.value())
        .filter(record -> record.state() == OperationState.RUNNING)
        .sorted(Comparator.comparing(OperationRecord::created))
        .map(r -> OperationSummary.of(r.id(), r.kind(), r.cluster(), r.created()))
        .toList();
  }

  @Override
  public Operation<Cluster> operation(String id) {
    return clusters.operation(id);
  }

  @Override
  public Job job(JobReference reference) {
    if (!reference.workspace().equals(name())) {
      throw InvalidSpecException.of(
          "job reference: expected one of workspace %s, got one of %s"
              .formatted(name(), reference.workspace()));
    }
    return new JobHandle(
        context.records(),
        name(),
        reference.cluster(),
        reference.job(),
        context.time(),
        uid -> ClusterLinks.open(context, uid));
  }

  private void requireNoClusters() {
    List<ClusterSummary> running = clusters();
    if (!running.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.WORKSPACE_IN_USE,
          "workspace %s has clusters, terminate them first: %s"
              .formatted(name(), running.stream().map(c -> c.name() + " " + c.state()).toList()));
    }
  }

  @Override
  public void close() {
    context.close();
  }
}
