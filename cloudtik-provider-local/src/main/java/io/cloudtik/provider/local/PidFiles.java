/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Files that hold {@code <pid> <start time>}, written by the keeper and the shims of a machine. */
final class PidFiles {
  private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");

  /** Where the start is in what {@link ProcessFacts#status} returns. */
  private static final int START = 19;

  private PidFiles() {}

  static Path keeper(Path disk) {
    return disk.resolve("run/keeper.pid");
  }

  static Path nodeController(Path disk) {
    return disk.resolve("run/node.pid");
  }

  /** Returns the process that wrote its line there; not one that only got the same number since. */
  static Optional<ProcessHandle> process(Path file) {
    try {
      String[] line = Files.readString(file).strip().split("\\s+");
      long pid = Long.parseLong(line[0]);
      boolean told = line.length > 1 && line[1].contains("@");
      boolean same = !told || line[1].equals(start(pid).orElse(line[1]));
      return same ? ProcessHandle.of(pid) : Optional.empty();
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** Returns what makes a pid unique, as keeper and shims write it; empty if it cannot be told. */
  private static Optional<String> start(long pid) throws IOException {
    String @Nullable [] fields = ProcessFacts.status(Path.of("/proc", Long.toString(pid)));
    if (fields == null || !Files.isReadable(BOOT)) {
      return Optional.empty();
    }
    return Optional.of(fields[START] + "@" + Files.readString(BOOT).strip());
  }
}
