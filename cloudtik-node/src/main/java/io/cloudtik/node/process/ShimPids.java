/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** The program and its shim, as the shim writes them into the file {@code pid}. */
record ShimPids(ProcessIdentity program, ProcessIdentity shim) {
  static Optional<ShimPids> read(Path file) {
    try {
      String[] words = Files.readString(file).strip().split(" ", -1);
      if (words.length < 4) {
        return Optional.empty();
      }
      return Optional.of(
          new ShimPids(
              new ProcessIdentity(Long.parseLong(words[0]), words[1]),
              new ProcessIdentity(Long.parseLong(words[2]), words[3])));
    } catch (IOException | NumberFormatException e) {
      return Optional.empty();
    }
  }
}
