/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.impl.access.LocalFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A directory for one benchmark, deleted at its end. */
record Scratch(Path root) implements AutoCloseable {
  static Scratch in(Path directory) throws IOException {
    return new Scratch(Files.createTempDirectory(directory, "run-"));
  }

  Path path(String name) throws IOException {
    return Files.createDirectories(root.resolve(name));
  }

  @Override
  public void close() {
    LocalFiles.deleteTree(root);
  }
}
