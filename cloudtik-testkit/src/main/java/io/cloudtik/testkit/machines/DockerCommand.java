/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The local Docker engine by its command line: independent of any client library that is tested.
 * The engine is that of {@code DOCKER_HOST}. Stateless, so thread-safe.
 */
public final class DockerCommand {
  private static final Duration DEADLINE = Duration.ofMinutes(2);

  private DockerCommand() {}

  /** Says whether an engine answers. */
  public static boolean works() {
    try {
      return call("version", "--format", "{{.Server.Version}}").code == 0;
    } catch (AssertionError e) {
      return false;
    }
  }

  /**
   * Runs {@code docker} with arguments and returns its output without the last line break.
   *
   * @throws AssertionError if it fails, with all that it said
   */
  public static String run(String... arguments) {
    Outcome outcome = call(arguments);
    if (outcome.code != 0) {
      throw new AssertionError(
          "docker %s: exit code %d: %s"
              .formatted(String.join(" ", arguments), outcome.code, outcome.text));
    }
    return outcome.text.stripTrailing();
  }

  /**
   * Freezes every process of a container. On a busy computer the engine gives up before all of them
   * stand still ("unable to freeze"), so it is asked again.
   */
  public static void pause(String container) {
    Outcome unused =
        Eventually.becomes(
            "docker pause " + container,
            () -> call("pause", container),
            it -> it.code == 0 || it.text.contains("already paused"));
  }

  /** Runs {@code docker} and returns its output; a failure is fine. */
  public static String tryTo(String... arguments) {
    return call(arguments).text.stripTrailing();
  }

  /** Returns the lines of what {@link #run} returns, without empty ones. */
  public static List<String> lines(String... arguments) {
    return run(arguments).lines().filter(line -> !line.isBlank()).toList();
  }

  private static Outcome call(String... arguments) {
    List<String> command = new ArrayList<>(List.of("docker"));
    command.addAll(List.of(arguments));
    try {
      Path output = Files.createTempFile("docker", ".output");
      try {
        Process process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        process.getOutputStream().close();
        boolean ended = process.waitFor(DEADLINE.toSeconds(), TimeUnit.SECONDS);
        process.destroyForcibly();
        String text = Files.readString(output, StandardCharsets.UTF_8);
        return new Outcome(ended ? process.exitValue() : -1, text);
      } finally {
        Files.deleteIfExists(output);
      }
    } catch (IOException e) {
      throw new AssertionError("docker cannot be run: " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("interrupted", e);
    }
  }

  private record Outcome(int code, String text) {}
}
