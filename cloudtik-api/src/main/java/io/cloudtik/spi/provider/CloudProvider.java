/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/**
 * One workspace at one provider.
 *
 * <p>Machines live in <i>slots</i>: the engine names a slot before it asks for a machine, so that a
 * repeated {@link #launch} never makes a second one. The provider may be eventually consistent and
 * asynchronous: a launched slot may be missing from {@link #observe} for a while, and a terminated
 * one may linger. Implementations are thread-safe.
 */
public interface CloudProvider extends AutoCloseable {
  /** Returns the shared things of the workspace, with their dependencies. */
  List<WorkspaceResource> resources();

  /** Returns the storage of the workspace; usable once the resources exist. */
  WorkspaceStorage storage();

  /** Returns what in the spec this provider cannot do, as <i>path: expectation, got value</i>. */
  List<String> validate(ClusterSpec spec);

  /** Returns what the user should know about the spec although it works; often empty. */
  default List<String> notices(ClusterSpec spec) {
    return List.of();
  }

  /** Returns the machine that the head will have. */
  NodeShape headShape(HeadSpec head);

  /** Returns the machine that each worker of the group will have. */
  NodeShape workerShape(WorkerGroupSpec group);

  /**
   * Says whether machines are logged in to by SSH, so that each cluster gets a key; default true.
   */
  default boolean reachedBySsh() {
    return true;
  }

  /**
   * Returns directories of machines that nodes use besides their own, such as one that holds the
   * storage: nodes that are containers see them, too. Default none.
   */
  default List<Path> sharedDirectories() {
    return List.of();
  }

  /**
   * Says whether machines run the {@linkplain LaunchRequest#bootScripts boot script} that they are
   * launched with. Then nobody logs in to make a node of a machine: it fetches what it needs from
   * the storage of the workspace, or from the head. Default false.
   */
  default boolean runsBootScripts() {
    return false;
  }

  /**
   * Returns the end of what the machine of a slot printed since it booted, for the message of a
   * failure; empty if there is no such machine, or this is not known.
   */
  default String console(String clusterUid, String slot) {
    return "";
  }

  /**
   * Returns the machines that exist before any cluster, if the provider hands out such. Before a
   * cluster starts, the engine lets the cluster's key in on each of them that it can reach, with
   * the user's own key, so that heads reach them later; and takes it away when the cluster ends.
   * Empty where machines are made for a cluster.
   */
  default List<SshAddress> standingMachines() {
    return List.of();
  }

  /**
   * Asks for a machine in each slot. Returns when the wish is recorded with the provider, not when
   * machines run; errors for single slots come back through {@link #observe}.
   */
  void launch(LaunchRequest request);

  /** Returns what is known of the slots of a cluster, in the order of their names. */
  List<SlotObservation> observe(String clusterUid);

  /**
   * Ends the machines of these slots with everything that belongs to them. Unknown slots are fine.
   * Returns when asked for; {@link #inventory} tells when nothing is left.
   */
  void terminate(String clusterUid, Set<String> slots);

  /**
   * Returns everything of a cluster that still exists and could cost money or be in the way, each
   * as a line for people; empty means that nothing is left.
   */
  List<String> inventory(String clusterUid);

  /** Says where logs of ended machines are kept, for people; empty if nowhere. */
  default String logLocation(String clusterUid) {
    return "";
  }

  @Override
  default void close() {}
}
