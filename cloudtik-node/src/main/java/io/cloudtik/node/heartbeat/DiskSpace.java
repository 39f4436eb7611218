/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.ServiceState;
import io.cloudtik.error.FileErrors;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the node can write to the disk that it lives on. One that cannot can note nothing, so it
 * is told as one of its services that is not well: then no job is given to it. Thread-safe.
 */
public final class DiskSpace {
  /** What it is called among the services. */
  public static final String NAME = "disk-space";

  /** What a job needs to be noted, and a few lines of its output. */
  static final long ENOUGH = 4L << 20;

  /** A file is written in every so many looks; only that tells of inodes, quotas and rights. */
  static final int PAUSE = 10;

  private final String node;
  private final Path directory;
  private final Disk disk;
  private final Consumer<String> notices;
  private String problem = "";
  private String refusal = "";
  private int looks;

  /** What is asked of the disk. */
  interface Disk {
    long freeBytes() throws IOException;

    /** Makes a file and removes it. */
    void write() throws IOException;
  }

  /**
   * Watches a directory.
   *
   * @param notices is told when it can no longer be written to, and when it can again
   */
  public DiskSpace(String node, Path directory, Consumer<String> notices) {
    this(node, directory, disk(directory), notices);
  }

  DiskSpace(String node, Path directory, Disk disk, Consumer<String> notices) {
    this.node = node;
    this.directory = directory;
    this.disk = disk;
    this.notices = notices;
  }

  private static Disk disk(Path directory) {
    return new Disk() {
      @Override
      public long freeBytes() throws IOException {
        return Files.getFileStore(directory).getUsableSpace();
      }

      @Override
      public void write() throws IOException {
        Files.delete(Files.createTempFile(directory, ".write", ""));
      }
    };
  }

  /** Looks, and returns what is wrong; empty if it can be written to. */
  public synchronized Optional<ServiceReport> look() {
    String before = problem;
    problem = problem();
    if (problem.isEmpty()) {
      if (!before.isEmpty()) {
        notices.accept("the disk of node %s can be written to again".formatted(node));
      }
      return Optional.empty();
    }
    if (before.isEmpty()) {
      notices.accept("node %s gets no jobs, as %s".formatted(node, problem));
    }
    return Optional.of(new ServiceReport(ServiceState.UNHEALTHY, 0, problem));
  }

  private String problem() {
    long free;
    try {
      free = disk.freeBytes();
    } catch (IOException e) {
      // Nobody knows; what is written will tell.
      return "";
    }
    if (free < ENOUGH) {
      return "%s is full: %d KiB are free, expected at least %d; make room there"
          .formatted(directory, free >> 10, ENOUGH >> 10);
    }
    if (looks++ % PAUSE == 0 || !refusal.isEmpty()) {
      refusal = refusal();
    }
    return refusal;
  }

  private String refusal() {
    try {
      disk.write();
      return "";
    } catch (NoSuchFileException e) {
      // Who took the directory away ends this node, too.
      return "";
    } catch (IOException e) {
      return "%s cannot be written to: %s (if there is room, it has no inodes: df -i)"
          .formatted(directory, FileErrors.reason(directory, e));
    }
  }
}
