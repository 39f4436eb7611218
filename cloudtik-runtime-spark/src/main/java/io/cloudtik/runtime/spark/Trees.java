/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.IOException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import org.jspecify.annotations.Nullable;

/** Whole directories. */
final class Trees {
  private Trees() {}

  /** Deletes a tree without following links; none is fine. */
  static void delete(Path root) throws IOException {
    if (!Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
      return;
    }
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path directory, @Nullable IOException failure)
              throws IOException {
            Files.delete(directory);
            return FileVisitResult.CONTINUE;
          }
        });
  }

  /** Copies a file or a tree, following links. */
  static void copy(Path from, Path to) throws IOException {
    make(from, to, (file, target) -> Files.copy(file, target, StandardCopyOption.COPY_ATTRIBUTES));
  }

  /**
   * Gives a file, or each file of a tree, a second name, which leads to it past all directories of
   * the first. Copies what is on another file system, or may not be read by others.
   */
  static void link(Path from, Path to) throws IOException {
    make(
        from,
        to,
        (file, target) -> {
          Path real = file.toRealPath();
          boolean same = Files.getFileStore(real).equals(Files.getFileStore(target.getParent()));
          if (same && Reach.readByOthers(real)) {
            Files.createLink(target, real);
          } else {
            Files.copy(real, target);
            Files.setPosixFilePermissions(target, PosixFilePermissions.fromString("rwxr-xr-x"));
          }
        });
  }

  private interface Making {
    void make(Path file, Path target) throws IOException;
  }

  private static void make(Path from, Path to, Making making) throws IOException {
    Files.walkFileTree(
        from,
        EnumSet.of(FileVisitOption.FOLLOW_LINKS),
        Integer.MAX_VALUE,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path directory, BasicFileAttributes attributes)
              throws IOException {
            Files.createDirectories(to.resolve(from.relativize(directory).toString()));
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Path target = file.equals(from) ? to : to.resolve(from.relativize(file).toString());
            making.make(file, target);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
