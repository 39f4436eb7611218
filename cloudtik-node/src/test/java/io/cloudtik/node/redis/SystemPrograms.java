/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;

/**
 * The servers of the system's distribution. A test that needs one which is not there is skipped.
 */
final class SystemPrograms {
  private SystemPrograms() {}

  /** Lets the finder find that program, and no other, on a PATH. */
  static RedisProgram find(String name, Path extracted) throws IOException {
    Optional<Path> installed = onPath(name);
    assumeTrue(installed.isPresent(), "no " + name + " on the PATH");
    // A folder of its own, as the finder prefers one program over the other.
    Path folder = Files.createDirectories(extracted.resolveSibling("path"));
    Path link = Files.createSymbolicLink(folder.resolve(name), installed.orElseThrow());
    RedisProgram found = RedisFinder.find(null, folder.toString(), extracted);
    assertThat(found.path()).isEqualTo(link);
    assertThat(extracted).doesNotExist();
    return found;
  }

  private static Optional<Path> onPath(String name) {
    return Arrays.stream(
            Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, name))
        .filter(Files::isExecutable)
        .findFirst();
  }
}
