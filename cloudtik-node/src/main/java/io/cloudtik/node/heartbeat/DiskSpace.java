/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Whether the disk that the node lives on has room. A node without any can note nothing, so it is
 * told as one of its services that is not well: then no job is given to it. Thread-safe.
 */
public final class DiskSpace {
  /** What it is called among the services. */
  public static final String NAME = "disk-space";

  /** What a job needs to be noted, and a few lines of its output. */
  static final long ENOUGH = 4L << 20;

  private final String node;
  private final Path directory;
  private final Room room;
  private final Consumer<String> notices;
  private boolean enough = true;

  /** Tells how many bytes are free. */
  interface Room {
    long bytes() throws IOException;
  }

  /**
   * Watches a directory.
   *
   * @param notices is told when the disk gets full, and when there is room again
   */
  public DiskSpace(String node, Path directory, Consumer<String> notices) {
    this(node, directory, () -> Files.getFileStore(directory).getUsableSpace(), notices);
  }

  DiskSpace(String node, Path directory, Room room, Consumer<String> notices) {
    this.node = node;
    this.directory = directory;
    this.room = room;
    this.notices = notices;
  }

  /** Looks, and returns what is wrong; empty if there is room. */
  public synchronized Optional<ServiceReport> look() {
    long free;
    try {
      free = room.bytes();
    } catch (IOException e) {
      // Nobody knows; what is written will tell.
      return Optional.empty();
    }
    boolean before = enough;
    enough = free >= ENOUGH;
    if (enough) {
      if (!before) {
        notices.accept("the disk of node %s has room again".formatted(node));
      }
      return Optional.empty();
    }
    String problem =
        "%s is full: %d KiB are free, expected at least %d; make room there"
            .formatted(directory, free >> 10, ENOUGH >> 10);
    if (before) {
      notices.accept("node %s gets no jobs, as %s".formatted(node, problem));
    }
    return Optional.of(new ServiceReport(ServiceState.UNHEALTHY, 0, problem));
  }
}
