/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Set;

/** Who may do what with files; has no effect on file systems that do not know this. */
final class Permissions {
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final int STICKY = 01000;

  private Permissions() {}

  static FileAttribute<?>[] ownerOnlyFile(Path file) {
    return posix(file)
        ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(FILE)}
        : new FileAttribute<?>[0];
  }

  /**
   * Makes a directory for its owner only, with those above it; one that is there stays as it is.
   */
  static void makeDirectories(Path directory) throws IOException {
    if (Files.isDirectory(directory)) {
      return;
    }
    Path parent = directory.getParent();
    if (parent != null) {
      makeDirectories(parent);
    }
    try {
      Files.createDirectory(
          directory,
          posix(directory)
              ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(DIRECTORY)}
              : new FileAttribute<?>[0]);
    } catch (FileAlreadyExistsException e) {
      if (!Files.isDirectory(directory)) {
        throw e;
      }
    }
  }

  static boolean ownerOnly(Path directory) throws IOException {
    return !posix(directory)
        || DIRECTORY.containsAll(
            Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS));
  }

  static void makeOwnerOnly(Path directory) throws IOException {
    if (posix(directory)) {
      Files.setPosixFilePermissions(directory, DIRECTORY);
    }
  }

  /** Says whether other users could replace what lies in the directory. */
  static boolean writableByOthers(Path directory) throws IOException {
    if (!posix(directory)) {
      return false;
    }
    Set<PosixFilePermission> others =
        EnumSet.of(PosixFilePermission.GROUP_WRITE, PosixFilePermission.OTHERS_WRITE);
    others.retainAll(Files.getPosixFilePermissions(directory));
    int mode = (int) Files.getAttribute(directory, "unix:mode");
    return !others.isEmpty() && (mode & STICKY) == 0;
  }

  private static boolean posix(Path path) {
    return path.getFileSystem().supportedFileAttributeViews().contains("posix");
  }
}
