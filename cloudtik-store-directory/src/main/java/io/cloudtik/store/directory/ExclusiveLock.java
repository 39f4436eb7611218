/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.store.directory;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.FileLockInterruptionException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Runs actions one at a time: across threads, across copies of this class in other class loaders,
 * and across processes. The operating system frees it when its holder dies. Not reentrant.
 * Thread-safe.
 */
public final class ExclusiveLock {
  private final Path file;

  /** Makes a lock that is a file, in a directory that exists when the lock is held. */
  public ExclusiveLock(Path file) {
    this.file = file;
  }

  /**
   * What is done while nobody else does.
   *
   * @param <T> what comes of it
   */
  public interface Action<T> {
    /** Does it. */
    T run() throws IOException;
  }

  /** Runs the action as soon as nobody else holds the lock, and returns what comes of it. */
  public <T> T hold(Action<T> action) throws IOException {
    Path real = Trees.parent(file).toRealPath().resolve(file.getFileName());
    // The file lock belongs to the process and is lost when any channel to the file is closed, so
    // that threads need a lock before it. An interned string is one object for the whole JVM.
    synchronized (("io.cloudtik.lock:" + real).intern()) {
      boolean interrupted = Thread.interrupted();
      try {
        while (true) {
          try (FileChannel channel = open(real)) {
            @Nullable FileLock lock = acquire(channel);
            if (lock == null) {
              interrupted |= Thread.interrupted();
              continue;
            }
            return action.run();
          }
        }
      } finally {
        if (interrupted) {
          Thread.currentThread().interrupt();
        }
      }
    }
  }

  private static FileChannel open(Path file) throws IOException {
    return FileChannel.open(
        file,
        Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE),
        Permissions.ownerOnlyFile(file));
  }

  /** Returns null after an interrupt, which closes the channel: the caller opens another. */
  private static @Nullable FileLock acquire(FileChannel channel) throws IOException {
    try {
      return channel.lock();
    } catch (FileLockInterruptionException e) {
      return null;
    }
  }
}
