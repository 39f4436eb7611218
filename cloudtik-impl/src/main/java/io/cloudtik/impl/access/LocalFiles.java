/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FileErrors;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitOption;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Files of this computer: written whole or not at all, copied only when they differ. */
public final class LocalFiles {
  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> READABLE =
      PosixFilePermissions.fromString("rw-r--r--");

  private LocalFiles() {}

  /** Writes a small file whole or not at all; a secret one is readable by its owner only. */
  public static void write(Path target, String text, boolean secret) {
    Path temporary = temporary(target);
    try {
      Files.createDirectories(parent(target));
      // The permissions are there before the first byte is.
      Files.createFile(
          temporary, PosixFilePermissions.asFileAttribute(secret ? OWNER_ONLY : READABLE));
      try (FileChannel channel = FileChannel.open(temporary, StandardOpenOption.WRITE)) {
        ByteBuffer bytes = ByteBuffer.wrap(text.getBytes(StandardCharsets.UTF_8));
        while (bytes.hasRemaining()) {
          channel.write(bytes);
        }
        channel.force(true);
      }
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } catch (IOException e) {
      throw failed("write", target, e);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /** Returns the text of a file; empty if it does not exist. */
  public static Optional<String> read(Path file) {
    try {
      return Optional.of(Files.readString(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw failed("read", file, e);
    }
  }

  /** Makes the directory that a file goes into. */
  public static void makeParent(Path file) {
    try {
      Files.createDirectories(parent(file));
    } catch (IOException e) {
      throw failed("make the directory of", file, e);
    }
  }

  /** Makes an empty directory that only this user can read. */
  public static Path temporaryDirectory() {
    try {
      return Files.createTempDirectory("cloudtik-");
    } catch (IOException e) {
      throw failed("make a directory in", Path.of(System.getProperty("java.io.tmpdir")), e);
    }
  }

  /** Deletes a directory with everything in it; symbolic links are deleted, never followed. */
  public static void deleteTree(Path directory) {
    try (Stream<Path> paths = Files.walk(directory)) {
      for (Path each : (Iterable<Path>) paths.sorted(Comparator.reverseOrder())::iterator) {
        Files.deleteIfExists(each);
      }
    } catch (IOException e) {
      throw failed("delete", directory, e);
    }
  }

  /**
   * Copies a file or a directory with everything in it; files that are equal stay as they are. For
   * links see {@link MachineAccess#place}.
   */
  public static void copyTree(Path source, Path target) {
    if (!Files.exists(source)) {
      throw new CloudTikException(
          ErrorCode.FILE_MISSING, "cannot copy " + source + ": no such file or directory");
    }
    try (Stream<Path> paths = Files.walk(source)) {
      for (Path each : (Iterable<Path>) paths::iterator) {
        copyEntry(source, each, source.equals(each) ? target : to(source, each, target));
      }
    } catch (IOException e) {
      throw failed("copy " + source + " to", target, e);
    }
  }

  /**
   * Gives an action a directory with links to files, or to all files of directories, by their names
   * below it, and deletes it afterwards.
   */
  public static void withLinks(Map<String, Path> files, Consumer<Path> action) {
    Path directory = temporaryDirectory();
    try {
      files.forEach((name, file) -> linkTo(file.toAbsolutePath(), directory.resolve(name)));
      action.accept(directory);
    } finally {
      deleteTree(directory);
    }
  }

  private static void linkTo(Path source, Path link) {
    try (Stream<Path> paths = Files.walk(source, FileVisitOption.FOLLOW_LINKS)) {
      for (Path each : (Iterable<Path>) paths.filter(Files::isRegularFile)::iterator) {
        Path name = source.equals(each) ? link : to(source, each, link);
        Files.createDirectories(parent(name));
        Files.createSymbolicLink(name, each);
      }
    } catch (IOException e) {
      throw failed("gather", source, e);
    }
  }

  private static Path to(Path source, Path each, Path target) {
    return target.resolve(source.relativize(each).toString());
  }

  private static void copyEntry(Path root, Path each, Path to) throws IOException {
    if (Files.isSymbolicLink(each) && !each.equals(root) && Links.leadInside(root, each)) {
      copyLink(each, to);
    } else if (Files.isRegularFile(each)) {
      copyFile(each, to);
    } else if (Files.isDirectory(each, LinkOption.NOFOLLOW_LINKS) || each.equals(root)) {
      Files.createDirectories(to);
      Files.setPosixFilePermissions(to, Files.getPosixFilePermissions(each));
    } else {
      throw Links.refused(each);
    }
  }

  private static void copyLink(Path source, Path target) throws IOException {
    Path leads = Files.readSymbolicLink(source);
    if (Files.isSymbolicLink(target) && Files.readSymbolicLink(target).equals(leads)) {
      return;
    }
    Path temporary = temporary(target);
    try {
      Files.createSymbolicLink(temporary, leads);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteQuietly(temporary);
    }
  }

  /**
   * Makes the target another name of the source file, in one step.
   *
   * @return false if that cannot be, as between file systems; then nothing has changed
   */
  public static boolean link(Path source, Path target) {
    Path temporary = temporary(target);
    try {
      if (Files.exists(target) && Files.isSameFile(source, target)) {
        return true;
      }
      Files.createDirectories(parent(target));
      Files.createLink(temporary, source);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
      return true;
    } catch (IOException | UnsupportedOperationException e) {
      // Another file system, or one without links: the caller copies.
      return false;
    } finally {
      deleteQuietly(temporary);
    }
  }

  private static void copyFile(Path source, Path target) throws IOException {
    if (Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS)
        && Files.mismatch(source, target) == -1
        && Files.getPosixFilePermissions(source).equals(Files.getPosixFilePermissions(target))) {
      return;
    }
    Files.createDirectories(parent(target));
    Path temporary = temporary(target);
    try {
      Files.copy(source, temporary, StandardCopyOption.COPY_ATTRIBUTES);
      Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      deleteQuietly(temporary);
    }
  }

  private static Path temporary(Path target) {
    return parent(target).resolve("." + target.getFileName() + "." + UUID.randomUUID());
  }

  private static Path parent(Path file) {
    Path parent = file.toAbsolutePath().getParent();
    return parent == null ? file.toAbsolutePath() : parent;
  }

  /** Deletes a temporary file if it is there and can be deleted. */
  public static void deleteQuietly(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      // A temporary file that stays is in the way of nobody; the failure before it is what counts.
      return;
    }
  }

  private static CloudTikException failed(String what, Path file, IOException e) {
    return new CloudTikException(
        e instanceof java.nio.file.AccessDeniedException
            ? ErrorCode.PERMISSION_DENIED
            : ErrorCode.EXEC_FAILED,
        "cannot " + what + " " + file + ": " + FileErrors.reason(file, e),
        e);
  }
}
