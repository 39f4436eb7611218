/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Walks and deletes directory trees and never leaves them: a symbolic link is only a name. */
public final class Trees {
  private static final int ATTEMPTS = 5;

  private Trees() {}

  /** What is done to a file. */
  public interface FileAction {
    /** Does it. */
    void accept(Path file) throws IOException;
  }

  /** Deletes a tree, if it is there; what its symbolic links point at stays. */
  public static void delete(Path root) throws IOException {
    for (int attempt = 1; Files.exists(root, LinkOption.NOFOLLOW_LINKS); attempt++) {
      try {
        Files.walkFileTree(root, new Deletion());
      } catch (DirectoryNotEmptyException e) {
        // A process that was ending wrote one more file.
        if (attempt == ATTEMPTS) {
          throw e;
        }
      }
    }
  }

  /**
   * Calls the action for each file and symbolic link below a directory that may change meanwhile.
   */
  public static void files(Path root, FileAction action) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            action.accept(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
            return gone(e);
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
              throws IOException {
            return e == null ? FileVisitResult.CONTINUE : gone(e);
          }
        });
  }

  /** Returns the directory of a file; for files below a root, which always have one. */
  public static Path parent(Path file) {
    return Objects.requireNonNull(file.toAbsolutePath().getParent(), "a root has no directory");
  }

  /** Deletes directories that are empty, from {@code directory} upwards, up to but without root. */
  public static void prune(Path directory, Path root) throws IOException {
    @Nullable Path current = directory;
    while (current != null && !current.equals(root) && current.startsWith(root)) {
      try {
        Files.deleteIfExists(current);
      } catch (DirectoryNotEmptyException e) {
        return;
      }
      current = current.getParent();
    }
  }

  private static FileVisitResult gone(IOException e) throws IOException {
    if (e instanceof NoSuchFileException) {
      return FileVisitResult.CONTINUE;
    }
    throw e;
  }

  private static final class Deletion extends SimpleFileVisitor<Path> {
    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
      Files.deleteIfExists(file);
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
        throws IOException {
      // Programs make directories that even their owner cannot empty.
      if (!Files.isWritable(directory) || !Files.isExecutable(directory)) {
        Permissions.makeOwnerOnly(directory);
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS) && !Files.isReadable(file)) {
        Permissions.makeOwnerOnly(file);
        delete(file);
        return FileVisitResult.CONTINUE;
      }
      return gone(e);
    }

    @Override
    public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException e)
        throws IOException {
      if (e != null) {
        gone(e);
      }
      Files.deleteIfExists(directory);
      return FileVisitResult.CONTINUE;
    }
  }
}
