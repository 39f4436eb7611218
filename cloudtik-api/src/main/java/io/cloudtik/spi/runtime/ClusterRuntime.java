/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.NodeShape;
import java.util.List;
import java.util.Set;

/**
 * One runtime of one cluster. Each method says where it runs. The first group only computes; the
 * hooks may take minutes, can be repeated, and fail with a {@link
 * io.cloudtik.error.CloudTikException} that says what to do.
 */
public interface ClusterRuntime {
  /** Returns the names of runtimes that must be in the same cluster. Computes only. */
  default Set<String> requires() {
    return Set.of();
  }

  /** Returns the names of runtimes that are set up before this one if present. Computes only. */
  default Set<String> uses() {
    return Set.of();
  }

  /** Returns what is wrong in the spec, as <i>path: expectation, got value</i>. Computes only. */
  default List<String> validate(ClusterSpec spec) {
    return List.of();
  }

  /**
   * Returns how much of {@code /dev/shm} this runtime needs on a node; what all runtimes of a node
   * need is added up where nodes are containers, which have 64 MiB otherwise. Default nothing.
   * Computes only.
   */
  default DataSize sharedMemory(ClusterSpec spec, NodeShape node) {
    return DataSize.bytes(0);
  }

  /** Returns the kinds of job that this runtime can run. Computes only. */
  default Set<String> jobKinds() {
    return Set.of();
  }

  /**
   * Finds out whether what must be installed can be had, and fetches what can be fetched
   * beforehand. Runs in a short process on the client, before anything is started. Leaves at most a
   * cache.
   */
  default void prepare(HookContext context) {}

  /** Puts the software on the node. Runs in the set-up process of each node. */
  default void install(NodeContext context) {}

  /**
   * Writes configuration files and returns the services of this node. Runs in the set-up process of
   * each node, after {@link #install}, on the head before any worker.
   */
  NodeServices configure(NodeContext context);

  /**
   * Returns the process that runs a job. Runs in a short process on the node that runs the job.
   *
   * @throws io.cloudtik.error.CloudTikException if the job is wrong
   */
  default ProcessSpec jobProcess(JobSpec job, JobContext context) {
    throw new UnsupportedOperationException("this runtime runs no jobs");
  }

  /** Says whether work is going on that is no job of ours. Runs in the cluster controller. */
  default boolean busy(LoadContext context) {
    return false;
  }
}
