/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Files that hold {@code <pid> <start time>}, written by the keeper and the shims of a machine. */
final class PidFiles {
  private PidFiles() {}

  static Path keeper(Path disk) {
    return disk.resolve("run/keeper.pid");
  }

  static Path nodeController(Path disk) {
    return disk.resolve("run/node.pid");
  }

  static Optional<ProcessHandle> process(Path file) {
    try {
      String pid = Files.readString(file).strip().split("\\s+")[0];
      return ProcessHandle.of(Long.parseLong(pid));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
