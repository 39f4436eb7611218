/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.Properties;

/**
 * The directory of a workspace. It is marked by a file, and nothing without the mark is changed or
 * deleted: a home may be a directory in which the user has a {@code local} of his own.
 */
final class WorkspaceRoot implements WorkspaceResource {
  static final String ID = "root";
  private static final String FORMAT = "1";

  private final WorkspaceLayout layout;

  WorkspaceRoot(WorkspaceLayout layout) {
    this.layout = layout;
  }

  @Override
  public String id() {
    return ID;
  }

  @Override
  public String description() {
    return "directory " + layout.root();
  }

  @Override
  public ResourceState observe() {
    // What cannot be looked at because it is somebody else's is not absent.
    if (Files.notExists(layout.root(), LinkOption.NOFOLLOW_LINKS)) {
      return ResourceState.ABSENT;
    }
    try {
      requireTrusted();
      return marked() && Permissions.ownerOnly(layout.root())
          ? ResourceState.PRESENT
          : ResourceState.DRIFTED;
    } catch (IOException e) {
      throw LocalErrors.failed("look at " + layout.root(), layout.root(), e);
    }
  }

  @Override
  public void create() {
    Path root = layout.root();
    try {
      Permissions.makeDirectories(layout.local());
      requireTrusted();
      Permissions.makeDirectories(root);
      if (!marked()) {
        requireEmpty();
        String text = "# A workspace of CloudTik on this computer.\nformat=" + FORMAT + "\n";
        WholeFiles.write(
            layout.format(),
            root.resolve("workspace.properties~"),
            text.getBytes(StandardCharsets.UTF_8));
      }
      if (!Permissions.ownerOnly(root)) {
        Permissions.makeOwnerOnly(root);
      }
    } catch (IOException e) {
      throw LocalErrors.failed("make " + root, root, e);
    }
  }

  @Override
  public void delete() {
    Path root = layout.root();
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    try {
      requireTrusted();
      if (marked()) {
        deleteContent();
        // The mark goes last, so that a delete that was stopped can be repeated.
        Files.deleteIfExists(layout.format());
      }
      Files.deleteIfExists(root);
    } catch (DirectoryNotEmptyException e) {
      throw foreign();
    } catch (IOException e) {
      throw LocalErrors.failed("delete " + root, root, e);
    }
  }

  /** Throws unless the workspace is there, ours, and closed to others. */
  void requireUsable() {
    try {
      if (!Files.isDirectory(layout.root(), LinkOption.NOFOLLOW_LINKS) || !marked()) {
        throw new ProviderException(
            Local.NAME,
            ErrorCode.WORKSPACE_NOT_FOUND,
            "workspace '%s' does not exist in %s; create it with Workspace.create"
                .formatted(layout.workspace(), layout.local()),
            null);
      }
      requireTrusted();
    } catch (IOException e) {
      throw LocalErrors.failed("look at " + layout.root(), layout.root(), e);
    }
  }

  /** Throws unless the workspace belongs to root, as whom containers write into it. */
  void requireOfRoot() {
    try {
      if (!Owner.isRoot(layout.root())) {
        throw new ProviderException(
            Local.NAME,
            ErrorCode.PERMISSION_DENIED,
            "directory %s belongs to %s, and machines in containers would write into it as root; run"
                    .formatted(layout.root(), Files.getOwner(layout.root()).getName())
                + " the program as root, or use Local.here(), which needs none",
            null);
      }
    } catch (IOException e) {
      throw LocalErrors.failed("look at " + layout.root(), layout.root(), e);
    }
  }

  /** Throws if something below the home is not ours to change. */
  void requireMarked() {
    if (Files.exists(layout.root(), LinkOption.NOFOLLOW_LINKS)) {
      try {
        if (!marked()) {
          requireEmpty();
        }
      } catch (IOException e) {
        throw LocalErrors.failed("look at " + layout.root(), layout.root(), e);
      }
    }
  }

  private boolean marked() throws IOException {
    if (!Files.isRegularFile(layout.format(), LinkOption.NOFOLLOW_LINKS)) {
      return false;
    }
    Properties properties = new Properties();
    properties.load(Files.newBufferedReader(layout.format()));
    String format = properties.getProperty("format", "");
    if (!format.equals(FORMAT)) {
      throw new ProviderException(
          Local.NAME,
          ErrorCode.PROTOCOL_MISMATCH,
          "workspace %s has format '%s', this library knows '%s'; use the newer library"
              .formatted(layout.root(), format, FORMAT),
          null);
    }
    return true;
  }

  private void deleteContent() throws IOException {
    try (DirectoryStream<Path> children = Files.newDirectoryStream(layout.root())) {
      for (Path child : children) {
        if (!child.equals(layout.format())) {
          Trees.delete(child);
        }
      }
    }
  }

  private void requireEmpty() throws IOException {
    try (DirectoryStream<Path> children =
        Files.newDirectoryStream(layout.root(), path -> !path.toString().endsWith("~"))) {
      if (children.iterator().hasNext()) {
        throw foreign();
      }
    }
  }

  private ProviderException foreign() {
    return new ProviderException(
        Local.NAME,
        ErrorCode.PERMISSION_DENIED,
        ("directory %s is not a workspace but has content, so it stays as it is; choose another"
                + " home with Local.at, or move the directory away")
            .formatted(layout.root()),
        null);
  }

  /** Whoever can write to a directory above can put other files in the place of ours. */
  void requireTrusted() throws IOException {
    UserPrincipal self = Owner.self();
    for (Path path : new Path[] {layout.home(), layout.local(), layout.root()}) {
      if (Files.notExists(path)) {
        continue;
      }
      UserPrincipal owner = Files.getOwner(path);
      boolean system = path.equals(layout.home()) && Owner.isRoot(path);
      if (!owner.equals(self) && !system) {
        throw denied(path, "belongs to " + owner.getName() + ", not to " + self.getName());
      }
      boolean mended = path.equals(layout.root()) && marked();
      if (!mended && Permissions.writableByOthers(path)) {
        throw denied(path, "can be written by other users; run chmod go-w on it");
      }
    }
  }

  private static ProviderException denied(Path path, String why) {
    return new ProviderException(
        Local.NAME,
        ErrorCode.PERMISSION_DENIED,
        "directory %s %s; or choose another home with Local.at, cloudtik.home or CLOUDTIK_HOME"
            .formatted(path, why),
        null);
  }
}
