/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Finds processes by what their arguments say, as a person does with {@code ps}. */
final class Running {
  private Running() {}

  /** Returns the arguments of the processes that have a path, or one below it, in them. */
  static List<String> below(Path path) {
    try (Stream<Path> all = Files.list(Path.of("/proc"))) {
      return all.filter(process -> process.getFileName().toString().matches("\\d+"))
          .map(Running::arguments)
          .filter(arguments -> arguments.contains(path.toString()))
          .toList();
    } catch (IOException e) {
      throw new IllegalStateException("processes cannot be listed", e);
    }
  }

  private static String arguments(Path process) {
    try {
      return Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1)
          .replace('\0', ' ');
    } catch (IOException e) {
      return "";
    }
  }
}
