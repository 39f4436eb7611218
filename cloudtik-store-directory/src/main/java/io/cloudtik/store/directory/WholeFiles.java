/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that a reader sees all of the old or all of the new, also after a crash. */
public final class WholeFiles {
  private WholeFiles() {}

  /** Writes through {@code temporary}, which only this writer may use and which is replaced. */
  public static void write(Path target, Path temporary, byte[] content) throws IOException {
    Files.deleteIfExists(temporary);
    Files.createFile(temporary, Permissions.ownerOnlyFile(temporary));
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      out.write(content);
      out.getFD().sync();
    }
    rename(temporary, target);
  }

  /** Moves a file that is complete on disk to its place. */
  static void rename(Path temporary, Path target) throws IOException {
    Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
    syncDirectory(Trees.parent(target));
  }

  /** Copies the content only, so that the copy of a read-only file can be replaced later. */
  static void copy(Path source, Path temporary) throws IOException {
    try (FileOutputStream out = new FileOutputStream(temporary.toFile())) {
      Files.copy(source, out);
      out.getFD().sync();
    }
  }

  private static void syncDirectory(Path directory) {
    // Without this a crash of the computer, not of the process, could bring the old file back. Some
    // systems refuse to open a directory: they have no way to ask for it.
    try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
      channel.force(true);
    } catch (IOException e) {
      return;
    }
  }
}
