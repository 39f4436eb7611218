/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.engine.Engines;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/**
 * The shared place in which clusters live: network, identities, storage. A workspace outlives every
 * JVM; this is a handle to it. Thread-safe.
 */
public interface Workspace extends AutoCloseable {
  /**
   * Makes a workspace, or adopts the one that is there and mends what is missing in it. Safe to
   * repeat, also after a crash. Waits at most 30 minutes.
   *
   * @param name 1 to 32 characters of a-z, 0-9 and '-'
   * @throws io.cloudtik.error.InvalidSpecException if the name or the config is wrong
   * @throws io.cloudtik.error.DiscoveryException if the provider is not on the class path
   */
  static Workspace create(String name, ProviderConfig provider) {
    return create(name, provider, options -> {});
  }

  /** As {@link #create(String, ProviderConfig)}, with options for this JVM. */
  static Workspace create(
      String name, ProviderConfig provider, Consumer<? super WorkspaceOptions.Builder> options) {
    return createAsync(name, provider, options).await(Duration.ofMinutes(30));
  }

  /** As {@link #create(String, ProviderConfig)}, without waiting. */
  static Operation<Workspace> createAsync(
      String name, ProviderConfig provider, Consumer<? super WorkspaceOptions.Builder> options) {
    return Engines.load().createWorkspace(name, provider, Engines.options(options));
  }

  /**
   * Opens a workspace that exists. Changes nothing.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code WORKSPACE_NOT_FOUND} if it does not
   */
  static Workspace open(String name, ProviderConfig provider) {
    return open(name, provider, options -> {});
  }

  /** As {@link #open(String, ProviderConfig)}, with options for this JVM. */
  static Workspace open(
      String name, ProviderConfig provider, Consumer<? super WorkspaceOptions.Builder> options) {
    return Engines.load().openWorkspace(name, provider, Engines.options(options));
  }

  /** Returns what {@link #create(String, ProviderConfig)} would do now. Changes nothing. */
  static WorkspacePlan plan(String name, ProviderConfig provider) {
    return Engines.load().planWorkspace(name, provider);
  }

  /** Returns the name. */
  String name();

  /** Returns where the workspace lives. */
  ProviderConfig provider();

  /**
   * Returns what {@link #apply} would do now, with the differences between the workspace as it
   * should be and as it is. Changes nothing.
   */
  WorkspacePlan plan();

  /**
   * Makes what is missing and mends what has drifted, in place where that can be. What must be
   * replaced is deleted and made anew, with all that depends on it; this is refused while clusters
   * exist. Safe to repeat, also after a crash or a cancel, which leave what was made. While another
   * client works on the workspace, this one waits for it.
   */
  Operation<Workspace> apply();

  /** Returns what exists of the workspace now, and what has drifted. Changes nothing. */
  WorkspaceStatus status();

  /**
   * Returns the calls to the cloud that this handle has made, the last 10,000, oldest first. Calls
   * of a cluster's head are in the log of its controller.
   */
  List<CloudCall> calls();

  /** Returns the clusters of the workspace that are not terminated, by name. */
  List<ClusterSummary> clusters();

  /** Returns a draft of a cluster with the defaults. Nothing exists yet. */
  ClusterDraft cluster(String name);

  /** Returns a draft of a cluster with a spec. Nothing exists yet. */
  ClusterDraft cluster(ClusterSpec spec);

  /**
   * Returns a cluster that exists, also while it starts or when its head is gone.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code CLUSTER_NOT_FOUND} if there is none;
   *     the message lists those that exist
   */
  Cluster attach(String cluster);

  /** Returns the operations that have not ended, oldest first. */
  List<OperationSummary> operations();

  /**
   * Returns an operation of this workspace that ends with a cluster, started by any JVM. If the JVM
   * that worked on it is gone, this one goes on with it.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code OPERATION_NOT_FOUND} if there is none
   */
  Operation<Cluster> operation(String id);

  /**
   * Returns a job by its reference, also when its cluster is terminated.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code JOB_NOT_FOUND} if there is none
   */
  Job job(JobReference reference);

  /** Returns what {@link #delete(Retained)} would do now. Changes nothing. */
  WorkspacePlan planDelete(Retained retained);

  /**
   * Deletes all that the library made of the workspace, but not what it {@linkplain
   * io.cloudtik.spi.provider.Ownership#RETAINED retains}. Safe to repeat. Waits at most 30 minutes.
   *
   * @throws io.cloudtik.error.CloudTikException with {@code WORKSPACE_IN_USE} while clusters exist;
   *     nothing was deleted
   * @throws io.cloudtik.error.ProviderException with {@code RESOURCE_CONFLICT} if something that is
   *     not of this workspace uses a resource; the message names it. What does not depend on it was
   *     deleted
   */
  default void delete() {
    deleteAsync(Retained.KEEP).await(Duration.ofMinutes(30));
  }

  /** As {@link #delete()}, with a choice for what is retained. */
  default void delete(Retained retained) {
    deleteAsync(retained).await(Duration.ofMinutes(30));
  }

  /** As {@link #delete(Retained)}, without waiting; ends with the plan that was carried out. */
  Operation<WorkspacePlan> deleteAsync(Retained retained);

  /** Releases threads and connections of this handle. Clusters live on. */
  @Override
  void close();
}
