/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;

/**
 * A program to run on a machine.
 *
 * @param arguments the program and its arguments; other users of the machine can see them
 * @param directory the working directory; made if it is missing
 * @param environment added to the machine's own; other users of the machine cannot see it
 * @param input what the program reads
 * @param deadline after which its processes are killed
 * @param output is given each line: {@code out} or {@code err}, and the line
 * @param asRoot run by root, by way of sudo where the user of the machine is another one
 */
public record CommandRequest(
    List<String> arguments,
    Path directory,
    Map<String, String> environment,
    CommandInput input,
    Duration deadline,
    BiConsumer<String, String> output,
    boolean asRoot) {

  /** Refuses what no program can be given. */
  public CommandRequest {
    List<String> problems = new ArrayList<>();
    for (int i = 0; i < arguments.size(); i++) {
      check(problems, "arguments[" + i + "]", arguments.get(i));
    }
    check(problems, "directory", directory.toString());
    environment.forEach((name, value) -> check(problems, "environment." + name, value));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  private static void check(List<String> problems, String path, String value) {
    if (value.indexOf('\0') >= 0) {
      problems.add(path + ": expected text without NUL characters");
    }
  }

  /** Returns a request without environment, input and reader of its output. */
  public static CommandRequest of(List<String> arguments, Path directory, Duration deadline) {
    return new CommandRequest(
        arguments, directory, Map.of(), CommandInput.none(), deadline, (source, line) -> {}, false);
  }

  /** Returns this with another environment. */
  public CommandRequest withEnvironment(Map<String, String> variables) {
    return new CommandRequest(
        arguments, directory, Map.copyOf(variables), input, deadline, output, asRoot);
  }

  /** Returns this with another input. */
  public CommandRequest withInput(CommandInput other) {
    return new CommandRequest(arguments, directory, environment, other, deadline, output, asRoot);
  }

  /** Returns this with another reader of its output. */
  public CommandRequest withOutput(BiConsumer<String, String> reader) {
    return new CommandRequest(arguments, directory, environment, input, deadline, reader, asRoot);
  }

  /** Returns this for root. */
  public CommandRequest byRoot() {
    return new CommandRequest(arguments, directory, environment, input, deadline, output, true);
  }

  /** Returns this with another program. */
  CommandRequest withArguments(List<String> others) {
    return new CommandRequest(others, directory, environment, input, deadline, output, asRoot);
  }

  /** The environment may hold secrets and is not told. */
  @Override
  public String toString() {
    return arguments + " in " + directory + (asRoot ? " as root" : "");
  }
}
