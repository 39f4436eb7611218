/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.store.directory.DirectoryStorage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The directory of one workspace in the store, with the leases of all workspaces beside it. Those
 * stay when the last workspace goes, as the next one may just begin.
 */
final class StoreDirectory implements WorkspaceResource {
  private final Path store;
  private final DirectoryStorage pool;
  private final DirectoryStorage workspace;

  StoreDirectory(Path store, DirectoryStorage pool, DirectoryStorage workspace) {
    this.store = store;
    this.pool = pool;
    this.workspace = workspace;
  }

  @Override
  public String id() {
    return workspace.root().id();
  }

  @Override
  public String description() {
    return workspace.root().description();
  }

  @Override
  public ResourceObservation observe() {
    require();
    ResourceObservation seen = workspace.root().observe();
    return seen.state() == ResourceState.PRESENT && !hasPool()
        ? ResourceObservation.drifted(
            store.toString(), List.of("expected the leases of the hosts, found none"))
        : seen;
  }

  @Override
  public void create() {
    require();
    pool.root().create();
    documents().create();
    workspace.root().create();
  }

  @Override
  public void delete() {
    require();
    workspace.root().delete();
  }

  boolean hasPool() {
    return pool.root().observe().state() == ResourceState.PRESENT
        && documents().observe().state() == ResourceState.PRESENT;
  }

  /** Throws unless leases can be written and the workspace is there. */
  void requireUsable() {
    require();
    workspace.requireUsable();
    pool.requireUsable();
  }

  /**
   * Throws unless the store is there. It is never made: what is not mounted at this moment would
   * look like a store in which nobody has a host.
   */
  void require() {
    if (!Files.isDirectory(store)) {
      throw new ProviderException(
          OnPremise.NAME,
          ErrorCode.STORE_UNAVAILABLE,
          "directory %s, the store, is not there; every client and every host must reach it under this path: mount it, or make it if this is the first time"
              .formatted(store),
          null);
    }
  }

  private WorkspaceResource documents() {
    return pool.directory(DirectoryStorage.STORE);
  }
}
