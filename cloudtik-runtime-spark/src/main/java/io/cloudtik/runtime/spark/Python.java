/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A Python interpreter of this machine.
 *
 * @param program its name, or its path
 */
record Python(String program) {
  /** What Spark takes when nothing is said. */
  static final String DEFAULT = "python3";

  /** Returns where the program is, if it is there. */
  Optional<Path> find(@Nullable String path) {
    if (program.contains("/")) {
      return Stream.of(Path.of(program)).filter(Files::isExecutable).findFirst();
    }
    return Stream.of((path == null ? "" : path).split(Pattern.quote(File.pathSeparator)))
        .filter(directory -> !directory.isEmpty())
        .map(directory -> Path.of(directory, program))
        .filter(file -> Files.isExecutable(file) && !Files.isDirectory(file))
        .findFirst();
  }

  /** Returns why it cannot run programs for the Spark of a node, or nothing if it can. */
  Optional<String> problem(SparkLayout layout) {
    String path = System.getenv("PATH");
    if (find(path).isEmpty()) {
      return Optional.of(
          "this node has no Python: looked for '%s' in PATH=%s; install it, or name another by"
                  .formatted(program, path)
              + " spark.pyspark.python");
    }
    if (PythonLibrary.isIn(layout.distribution())) {
      return Optional.empty();
    }
    return Optional.of(
        "this node has no Python library for its Spark: looked for pyspark.zip in %s and, when the"
                .formatted(PythonLibrary.in(layout.distribution()))
            + " node was set up, for the same version of pyspark in '%s'; start the cluster with"
                .formatted(program)
            + " Spark.withPython(), or install pyspark %s on its nodes beforehand"
                .formatted(SparkVersion.of(layout.jars()).spark()));
  }

  /** What a run of it ended with. */
  record Ended(int exitCode, String output) {}

  /** Runs it to its end, with the user's environment, as pip and its configuration need. */
  Ended run(String... arguments) throws IOException, InterruptedException {
    return end(start(arguments));
  }

  /** Starts it with little to say, as nobody reads that before its end. */
  Process start(String... arguments) throws IOException {
    List<String> command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    process.getOutputStream().close();
    return process;
  }

  static Ended end(Process process) throws IOException, InterruptedException {
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    return new Ended(process.waitFor(), output.strip());
  }
}
