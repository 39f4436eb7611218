/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterSummary;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.OperationSummary;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.WorkspaceStatus;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.impl.cluster.ClusterHandle;
import io.cloudtik.impl.cluster.ClusterLinks;
import io.cloudtik.impl.cluster.Clusters;
import io.cloudtik.impl.execute.WorkspaceResources;
import io.cloudtik.impl.job.JobHandle;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ResourceState;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/** An open workspace. */
final class WorkspaceHandle implements Workspace {
  private final WorkspaceContext context;
  private final WorkspaceResources resources;
  private final Clusters clusters;

  WorkspaceHandle(WorkspaceContext context) {
    this.context = context;
    this.resources = DefaultEngine.resources(context);
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
    return resources.plan();
  }

  @Override
  public WorkspaceStatus status() {
    Map<String, ResourceState> states = resources.observe();
    boolean none = states.values().stream().allMatch(state -> state == ResourceState.ABSENT);
    boolean all = states.values().stream().allMatch(state -> state == ResourceState.PRESENT);
    return WorkspaceStatus.of(
        name(),
        all
            ? WorkspaceStatus.State.COMPLETE
            : none ? WorkspaceStatus.State.ABSENT : WorkspaceStatus.State.INCOMPLETE,
        states.entrySet().stream().map(e -> e.getKey() + " " + e.getValue()).toList(),
        none ? List.of() : clusters());
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
        uid -> ClusterLinks.open(context, uid));
  }

  @Override
  public void delete() {
    if (resources.observe().values().stream().allMatch(s -> s == ResourceState.ABSENT)) {
      return;
    }
    List<ClusterSummary> running = clusters();
    if (!running.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.WORKSPACE_IN_USE,
          "workspace %s has clusters, terminate them first: %s"
              .formatted(name(), running.stream().map(c -> c.name() + " " + c.state()).toList()));
    }
    resources.delete();
  }

  @Override
  public void close() {
    context.close();
  }
}
