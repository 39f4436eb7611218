/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.store.directory.DirectoryPlace;
import io.cloudtik.store.directory.DirectoryStorage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/** A store that is a directory, which all clients and hosts reach. Thread-safe. */
final class SharedDirectory implements HostStore {
  private static final Path POOL = Path.of("hosts");
  private static final Path WORKSPACES = Path.of("workspaces");
  private static final Duration OBSERVATION = Duration.ofMillis(500);

  private final Path home;
  private final DirectoryStorage pool;
  private final DirectoryStorage workspace;
  private final StoreDirectory directory;

  SharedDirectory(Path home, ProviderContext context) {
    this.home = home;
    this.pool = new DirectoryStorage(place(POOL), context.clock());
    this.workspace =
        new DirectoryStorage(place(WORKSPACES.resolve(context.workspace())), context.clock());
    this.directory = new StoreDirectory(home, pool, workspace);
  }

  private DirectoryPlace place(Path below) {
    return new DirectoryPlace(
        OnPremise.NAME,
        home,
        below,
        "use the store as the user whose it is, on clients and on hosts");
  }

  @Override
  public List<WorkspaceResource> resources(Runnable beforeRecordsGo) {
    return List.of(
        directory,
        workspace.directory(DirectoryStorage.STORE, beforeRecordsGo),
        workspace.directory(DirectoryStorage.CONTROL),
        workspace.directory(DirectoryStorage.DATA));
  }

  @Override
  public WorkspaceStorage storage() {
    directory.require();
    return workspace.ifUsable();
  }

  @Override
  public WorkspaceStore leases() {
    return pool.documents();
  }

  @Override
  public boolean hasLeases() {
    directory.require();
    return directory.hasPool();
  }

  @Override
  public void requireUsable() {
    directory.requireUsable();
  }

  @Override
  public List<Path> sharedDirectories() {
    return List.of(home);
  }

  @Override
  public Duration observationInterval() {
    return OBSERVATION;
  }
}
