/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The Java that nodes are started with: the one that this program runs with.
 *
 * @param home its directory
 * @param version its feature version, for example 17
 */
record NodeJava(Path home, int version) {
  private static final int OLDEST = 17;

  static NodeJava current() {
    return new NodeJava(Path.of(System.getProperty("java.home", "")), Runtime.version().feature());
  }

  Path program() {
    return home.resolve("bin").resolve("java");
  }

  /** Fails with {@code UNSUPPORTED_JAVA} unless nodes can run with it. */
  NodeJava require() {
    String found =
        version < OLDEST
            ? "Java " + version + " in " + home
            : Files.isExecutable(program()) ? "" : "no program " + program();
    if (!found.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.UNSUPPORTED_JAVA,
          "nodes run with the Java of this program: expected Java %d or newer with its program bin/java, got %s; run this program with an installed JDK %d or newer (an image of jlink or jpackage has no bin/java unless it is asked for), nothing was started"
              .formatted(OLDEST, found, OLDEST));
    }
    return this;
  }
}
