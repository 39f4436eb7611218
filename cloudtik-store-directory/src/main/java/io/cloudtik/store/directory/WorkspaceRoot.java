/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.io.IOException;
import java.io.Reader;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.UUID;

/**
 * The directory of a workspace. It is marked by a file, and nothing without the mark is changed or
 * deleted: a home may be a directory in which the user has a {@code local} of his own.
 */
final class WorkspaceRoot implements WorkspaceResource {
  static final String ID = "root";
  private static final String FORMAT = "1";

  private final DirectoryPlace place;

  WorkspaceRoot(DirectoryPlace place) {
    this.place = place;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "directory " + place.root();
  }

  @Override
  public ResourceObservation observe() {
    // What cannot be looked at because it is somebody else's is not absent.
    if (Files.notExists(place.root(), LinkOption.NOFOLLOW_LINKS)) {
      return ResourceObservation.absent();
    }
    try {
      requireTrusted();
      return marked() && Permissions.ownerOnly(place.root())
          ? ResourceObservation.present(place.root().toString())
          : ResourceObservation.drifted(
              place.root().toString(),
              List.of("expected a directory of a workspace that only its owner can use"));
    } catch (IOException e) {
      throw place.failed("look at " + place.root(), place.root(), e);
    }
  }

  @Override
  public void create() {
    Path root = place.root();
    try {
      Permissions.makeDirectories(place.parent());
      requireTrusted();
      Permissions.makeDirectories(root);
      if (!marked()) {
        requireEmpty();
        // Somebody else may be making it, too.
        String unfinished = "workspace.properties." + UUID.randomUUID() + "~";
        String text = "# A workspace of CloudTik.\nformat=" + FORMAT + "\n";
        WholeFiles.write(
            place.format(), root.resolve(unfinished), text.getBytes(StandardCharsets.UTF_8));
      }
      if (!Permissions.ownerOnly(root)) {
        Permissions.makeOwnerOnly(root);
      }
    } catch (IOException e) {
      throw place.failed("make " + root, root, e);
    }
  }

  @Override
  public void delete() {
    Path root = place.root();
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      requireTrusted();
      if (marked()) {
        deleteContent();
        // The mark goes last, so that a delete that was stopped can be repeated.
        Files.deleteIfExists(place.format());
      }
      Files.deleteIfExists(root);
    } catch (DirectoryNotEmptyException e) {
      throw foreign();
    } catch (IOException e) {
      throw place.failed("delete " + root, root, e);
    }
  }

  /** Throws unless the workspace is there, ours, and closed to others. */
  void requireUsable() {
    try {
      if (!Files.isDirectory(place.root(), LinkOption.NOFOLLOW_LINKS) || !marked()) {
        throw place.error(
            ErrorCode.WORKSPACE_NOT_FOUND,
            "workspace '%s' does not exist in %s; create it with Workspace.create"
                .formatted(place.workspace(), place.parent()));
      }
      requireTrusted();
    } catch (IOException e) {
      throw place.failed("look at " + place.root(), place.root(), e);
    }
  }

  /** Throws if something below the home is not ours to change. */
  void requireMarked() {
    if (Files.exists(place.root(), LinkOption.NOFOLLOW_LINKS)) {
      try {
        if (!marked()) {
          requireEmpty();
        }
      } catch (IOException e) {
        throw place.failed("look at " + place.root(), place.root(), e);
      }
    }
  }

  private boolean marked() throws IOException {
    if (!Files.isRegularFile(place.format(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Properties properties = new Properties();
    try (Reader text = Files.newBufferedReader(place.format())) {
      properties.load(text);
    }
    String format = properties.getProperty("format", "");
    if (!format.equals(FORMAT)) {
      throw place.error(
          ErrorCode.PROTOCOL_MISMATCH,
          "workspace %s has format '%s', this library knows '%s'; use the newer library"
              .formatted(place.root(), format, FORMAT));
    }
    return true;
  }

  private void deleteContent() throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(place.root())) {
      for (Path child : children) {
        if (!child.equals(place.format())) {
          Trees.delete(child);
        }
      }
    }
  }

  private void requireEmpty() throws IOException {
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(place.root(), path -> !path.toString().endsWith("~"))) {
      // Whoever is making it at this moment marks it first.
      if (children.iterator().hasNext() && !marked()) {
        throw foreign();
      }
    }
  }

  private ProviderException foreign() {
    return place.error(
        ErrorCode.PERMISSION_DENIED,
        "directory %s is not a workspace but has content, so it stays as it is; move it away, or %s"
            .formatted(place.root(), place.elsewhere()));
  }

  /** Whoever can write to a directory above can put other files in the place of ours. */
  void requireTrusted() throws IOException {
    for (Path path : place.way()) {
      if (Files.notExists(path)) {
        continue;
      }
      boolean system = path.equals(place.home()) && Owner.isRoot(path);
      if (!system && !Owner.isSelf(path)) {
        throw denied(
            path,
            "belongs to %s, not to %s"
                .formatted(Files.getOwner(path).getName(), Owner.self().getName()));
      }
      boolean mended = path.equals(place.root()) && marked();
      if (!mended && Permissions.writableByOthers(path)) {
        throw denied(path, "can be written by other users; run chmod go-w on it");
      }
    }
  }

  private ProviderException denied(Path path, String why) {
    return place.error(
        ErrorCode.PERMISSION_DENIED,
        "directory %s %s; or %s".formatted(path, why, place.elsewhere()));
  }
}
