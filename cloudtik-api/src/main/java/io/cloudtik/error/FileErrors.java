/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Says what stopped a file operation, and what to do about it, for the messages of errors: a full
 * disk with how much is free, a disk that cannot be written, a missing permission with the owner.
 * Stateless, so thread-safe.
 */
public final class FileErrors {
  private FileErrors() {}

  /**
   * Returns the reason and the remedy, without a full stop.
   *
   * @param path what was being read or written; need not exist
   */
  public static String reason(Path path, IOException failure) {
    String text = text(failure);
    if (failure instanceof AccessDeniedException || text.contains("Permission denied")) {
      return "no permission for %s%s; mend its owner or mode, or choose another place"
          .formatted(named(failure, path), owner(path));
    }
    if (text.contains("No space left") || text.contains("quota exceeded")) {
      return "%s: %s; make room there, then try again".formatted(text, free(path));
    }
    if (text.contains("Read-only file system")) {
      return "the file system of %s is read-only; make it writable, or choose another place"
          .formatted(named(failure, path));
    }
    if (text.contains("Too many open files")) {
      return text + "; raise the limit of open files (ulimit -n), then try again";
    }
    if (failure instanceof NoSuchFileException) {
      return "there is no " + named(failure, path);
    }
    return text + "; " + free(path) + "; look at permissions and disk";
  }

  private static String text(IOException failure) {
    if (failure instanceof FileSystemException known && known.getReason() != null) {
      return known.getReason();
    }
    @Nullable String message = failure.getMessage();
    return failure.getClass() == IOException.class && message != null
        ? message
        : failure.getClass().getSimpleName() + ": " + message;
  }

  private static String named(IOException failure, Path path) {
    return failure instanceof FileSystemException known && known.getFile() != null
        ? known.getFile()
        : path.toString();
  }

  private static String owner(Path path) {
    try {
      Path there = existing(path);
      String name = Files.getOwner(there, LinkOption.NOFOLLOW_LINKS).getName();
      return ", as %s belongs to %s".formatted(there, name);
    } catch (IOException | UnsupportedOperationException e) {
      return "";
    }
  }

  private static String free(Path path) {
    try {
      Path there = existing(path);
      var disk = Files.getFileStore(there);
      return "%s of %s are free where %s lies"
          .formatted(size(disk.getUsableSpace()), size(disk.getTotalSpace()), there);
    } catch (IOException e) {
      return "the free space cannot be told";
    }
  }

  /** Returns the path itself or the closest directory above it that is there. */
  private static Path existing(Path path) {
    Path there = path.toAbsolutePath();
    while (!Files.exists(there, LinkOption.NOFOLLOW_LINKS) && there.getParent() != null) {
      there = there.getParent();
    }
    return there;
  }

  private static String size(long bytes) {
    if (bytes >= 10L << 30) {
      return (bytes >> 30) + " GiB";
    }
    return bytes >= 1L << 20
        ? String.format(Locale.ROOT, "%.1f MiB", bytes / (double) (1 << 20))
        : bytes / 1024 + " KiB";
  }
}
