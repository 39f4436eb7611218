/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;

/** Scripts of Python that use what we did not write. */
final class Python {
  private Python() {}

  /** Requires a package: without it a test is skipped, or fails where everything must be there. */
  static void require(String module) {
    boolean isThere;
    try {
      isThere = run("", "-c", "import " + module).status == 0;
    } catch (UncheckedIOException e) {
      isThere = false;
    }
    String missing = "python3 with " + module + " is not here; get it with pip install " + module;
    if ("true".equals(System.getenv("CI"))) {
      assertThat(isThere).as(missing).isTrue();
    }
    if (!isThere) {
      System.err.println("SKIPPED: " + missing);
    }
    assumeThat(isThere).as(missing).isTrue();
  }

  record Result(int status, String output) {}

  /** Runs a script that lies beside this class. */
  static Result script(String name, String input, Path in) {
    Path file = in.resolve(name);
    try (InputStream text = Objects.requireNonNull(Python.class.getResourceAsStream(name), name)) {
      Files.copy(text, file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return run(input, file.toString());
  }

  private static Result run(String input, String... arguments) {
    String[] command = new String[arguments.length + 1];
    command[0] = "python3";
    System.arraycopy(arguments, 0, command, 1, arguments.length);
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      try (OutputStream to = process.getOutputStream()) {
        to.write(input.getBytes(StandardCharsets.UTF_8));
      }
      String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Result(process.waitFor(), output);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
