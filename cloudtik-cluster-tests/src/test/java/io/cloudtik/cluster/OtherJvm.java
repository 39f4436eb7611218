/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A JVM with the tests' class path that runs one of their main classes.
 *
 * @param before what stands before the program, to start it in another environment
 * @param options of the JVM
 * @param classPath of the JVM
 * @param program main class and arguments
 */
record OtherJvm(List<String> before, List<String> options, String classPath, List<String> program) {
  static OtherJvm of(Class<?> main, Object... arguments) {
    List<String> program = new ArrayList<>(List.of(main.getName()));
    Stream.of(arguments).map(Object::toString).forEach(program::add);
    return new OtherJvm(
        List.of(),
        List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC"),
        System.getProperty("java.class.path"),
        program);
  }

  /** Returns a copy with more options. */
  OtherJvm with(String... more) {
    List<String> all = new ArrayList<>(options);
    all.addAll(List.of(more));
    return new OtherJvm(before, all, classPath, program);
  }

  /** Returns a copy that is started by another program. */
  OtherJvm startedBy(String... command) {
    return new OtherJvm(List.of(command), options, classPath, program);
  }

  /** Returns a copy with another class path. */
  OtherJvm withClassPath(String other) {
    return new OtherJvm(before, options, other, program);
  }

  ProcessBuilder builder() {
    List<String> command = new ArrayList<>(before);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-cp");
    command.add(classPath);
    command.addAll(program);
    return new ProcessBuilder(command).redirectErrorStream(true);
  }

  /** Returns its lines of output, once it has ended well. */
  List<String> run() throws IOException, InterruptedException {
    return run(builder());
  }

  static List<String> run(ProcessBuilder builder) throws IOException, InterruptedException {
    Process process = builder.start();
    List<String> lines = new ArrayList<>();
    try (BufferedReader reader =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      reader.lines().forEach(lines::add);
      assertThat(process.waitFor()).as(String.join("\n", lines)).isZero();
      return lines;
    } finally {
      process.destroyForcibly();
    }
  }
}
