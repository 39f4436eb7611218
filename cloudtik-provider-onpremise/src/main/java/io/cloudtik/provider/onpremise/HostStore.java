/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Where clients and heads meet: the leases of the hosts, of all workspaces, and what one workspace
 * has. Touches nothing until it is asked. Thread-safe.
 */
interface HostStore extends AutoCloseable {
  /**
   * Returns what the workspace has of it, each after what it depends on.
   *
   * @param beforeRecordsGo is run before documents are deleted; what it throws keeps them
   */
  List<WorkspaceResource> resources(Runnable beforeRecordsGo);

  /** Returns the storage of the workspace, or throws if the store cannot be used. */
  WorkspaceStorage storage();

  /** Returns the documents with the leases. */
  WorkspaceStore leases();

  /** Says whether there can be leases. */
  boolean hasLeases();

  /** Throws unless leases can be written and the workspace is there. */
  void requireUsable();

  /** Returns what is known against the use of it; only looks. */
  default List<ProviderFailure> failures() {
    return List.of();
  }

  /** Returns what clusters ask for that cannot be had with this store, for {@code validate}. */
  default List<String> problems(ClusterSpec spec) {
    return List.of();
  }

  /** Returns the directories that it has on hosts. */
  default List<Path> sharedDirectories() {
    return List.of();
  }

  /** Returns what a head needs to use it. */
  default Map<String, String> secretsForHead() {
    return Map.of();
  }

  /** Returns how long what was read of the leases is good for. */
  Duration observationInterval();

  @Override
  default void close() {}
}
