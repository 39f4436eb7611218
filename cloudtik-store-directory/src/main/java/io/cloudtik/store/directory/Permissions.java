/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import io.cloudtik.spi.provider.JobAccount;
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
public final class Permissions {
  private static final Set<PosixFilePermission> DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> PASSED =
      PosixFilePermissions.fromString("rwx--x---");
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
  public static void makeDirectories(Path directory) throws IOException {
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

  /** Says whether nobody but the owner, and jobs on their way to their directories, may enter. */
  static boolean ownerOnly(Path directory) throws IOException {
    return !posix(directory)
        || DIRECTORY.containsAll(
            Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))
        || passedByJobs(directory);
  }

  private static boolean passedByJobs(Path directory) throws IOException {
    return PASSED.equals(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))
        && Files.getAttribute(directory, "unix:gid", LinkOption.NOFOLLOW_LINKS)
            .equals(JobAccount.ID);
  }

  /**
   * Lets programs of jobs, which run as another user where nodes run as root, pass a directory on
   * their way to their own. They cannot list it, and nobody else may enter. A directory that is
   * open already stays as it is.
   */
  public static void letJobsPass(Path directory) throws IOException {
    if (Owner.isRoot(directory)
        && DIRECTORY.equals(Files.getPosixFilePermissions(directory, LinkOption.NOFOLLOW_LINKS))) {
      Files.setAttribute(directory, "unix:gid", JobAccount.ID, LinkOption.NOFOLLOW_LINKS);
      Files.setPosixFilePermissions(directory, PASSED);
    }
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
