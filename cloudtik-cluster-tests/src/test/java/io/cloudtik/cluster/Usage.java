/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * What this JVM and its workspaces hold right now.
 *
 * @param descriptors open files and sockets
 * @param threads of the JVM
 * @param children processes below this one
 * @param heap bytes in use after a collection
 * @param documents files in the stores of all workspaces
 * @param machines files about machines
 * @param temporary files in the JVM's directory for such
 */
record Usage(
    int descriptors,
    int threads,
    int children,
    long heap,
    int documents,
    int machines,
    int temporary) {
  private static final int COLLECTIONS = 3;

  /** Looks at everything after what was let go had a moment to be gone. */
  static Usage of(Path home) throws IOException {
    for (int i = 0; i < COLLECTIONS; i++) {
      System.gc();
      LockSupport.parkNanos(50_000_000);
    }
    return new Usage(
        entries(Path.of("/proc/self/fd")).size(),
        ManagementFactory.getThreadMXBean().getThreadCount(),
        (int) ProcessHandle.current().descendants().count(),
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        files(home, "/store/documents/"),
        files(home, "/nodes/"),
        entries(Path.of(System.getProperty("java.io.tmpdir"))).size());
  }

  private static int files(Path home, String part) throws IOException {
    try (Stream<Path> all = Files.walk(home)) {
      return (int)
          all.filter(Files::isRegularFile).filter(file -> file.toString().contains(part)).count();
    }
  }

  private static List<Path> entries(Path directory) throws IOException {
    try (Stream<Path> entries = Files.list(directory)) {
      return entries.toList();
    }
  }

  /** Returns one line that {@link #parse} understands. */
  String line() {
    return "USAGE %d %d %d %d %d %d %d"
        .formatted(descriptors, threads, children, heap, documents, machines, temporary);
  }

  static Usage parse(String line) {
    String[] fields = line.split(" ", -1);
    return new Usage(
        Integer.parseInt(fields[1]),
        Integer.parseInt(fields[2]),
        Integer.parseInt(fields[3]),
        Long.parseLong(fields[4]),
        Integer.parseInt(fields[5]),
        Integer.parseInt(fields[6]),
        Integer.parseInt(fields[7]));
  }
}
