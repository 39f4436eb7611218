/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** One directory of a workspace. */
final class DirectoryResource implements WorkspaceResource {
  private final DirectoryPlace place;
  private final WorkspaceRoot root;
  private final Path directory;
  private final Runnable beforeDelete;

  DirectoryResource(
      DirectoryPlace place, WorkspaceRoot root, Path directory, Runnable beforeDelete) {
    this.place = place;
    this.root = root;
    this.directory = directory;
    this.beforeDelete = beforeDelete;
  }

  @Override
  public String id() {
    return directory.getFileName().toString();
  }

  @Override
  public String description() {
    return "directory " + directory;
  }

  @Override
  public Set<String> dependsOn() {
    return Set.of(WorkspaceRoot.ID);
  }

  @Override
  public boolean holdsRecords() {
    return id().equals(DirectoryStorage.STORE);
  }

  @Override
  public ResourceObservation observe() {
    try {
      if (!Files.exists(directory, LinkOption.NOFOLLOW_LINKS)) {
        return ResourceObservation.absent();
      }
      return Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)
              && Permissions.ownerOnly(directory)
          ? ResourceObservation.present(directory.toString())
          : ResourceObservation.drifted(
              directory.toString(), List.of("expected a directory that only its owner can use"));
    } catch (IOException e) {
      throw place.failed("look at " + directory, directory, e);
    }
  }

  @Override
  public void create() {
    root.requireUsable();
    try {
      if (!Files.isDirectory(directory, LinkOption.NOFOLLOW_LINKS)) {
        Files.deleteIfExists(directory);
        Permissions.makeDirectories(directory);
      }
      if (!Permissions.ownerOnly(directory)) {
        Permissions.makeOwnerOnly(directory);
      }
    } catch (IOException e) {
      throw place.failed("make " + directory, directory, e);
    }
  }

  @Override
  public void delete() {
    root.requireMarked();
    beforeDelete.run();
    try {
      Trees.delete(directory);
    } catch (IOException e) {
      throw place.failed("delete " + directory, directory, e);
    }
  }
}
