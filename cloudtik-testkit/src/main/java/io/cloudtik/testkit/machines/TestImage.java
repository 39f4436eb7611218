/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.machines;

import static org.junit.jupiter.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The images that {@code build/test-image} and {@code build/test-mirror} make: Debian with sshd,
 * sudo and iproute2, the user {@code ann} who may use sudo without a password, and {@code bob} who
 * may not.
 */
public enum TestImage {
  /** Without Java: what bootstrap begins with. */
  BARE("build/test-image", 0),
  /** With a Java 17 runtime, Python 3, and {@code /opt/clock.so}, see build/test-clock.c. */
  JAVA("build/test-image", 1),
  /** With Java, and with the packages that {@link PackageMirror} serves. */
  MIRROR("build/test-mirror", 0),
  /** With Java and a Docker engine of its own; needs {@link MachineLab#engines}. */
  DOCKER("build/test-docker", 0),
  /** With Java, and with systemd as what starts everything; needs {@link #optionsOfSystemd}. */
  SYSTEMD("build/test-mirror", 1);

  private final String script;
  private final int line;

  TestImage(String script, int line) {
    this.script = script;
    this.line = line;
  }

  /**
   * Returns the name of the image, in a Docker engine that answers. Without either the running test
   * is skipped, and fails where the environment has {@code CI=true}.
   */
  public String required() {
    if (!DockerCommand.works()) {
      throw unavailable("no Docker engine answers; start one, or set DOCKER_HOST");
    }
    String image = name(script, line);
    if (DockerCommand.tryTo("image", "inspect", "--format", "{{.Id}}", image)
        .startsWith("sha256:")) {
      return image;
    }
    throw unavailable("no image " + image + "; run " + script + " as root");
  }

  /** Returns the options of {@code docker create} without which systemd does not start. */
  public static String[] optionsOfSystemd() {
    return new String[] {
      "--cap-add=SYS_ADMIN",
      "--security-opt=seccomp=unconfined",
      "--security-opt=apparmor=unconfined",
      "--cgroupns=host",
      "--volume=/sys/fs/cgroup:/sys/fs/cgroup:rw",
      "--tmpfs=/run",
      "--tmpfs=/run/lock"
    };
  }

  private static String name(String script, int line) {
    try {
      Process process =
          new ProcessBuilder("sh", file(script).toString(), "--names")
              .redirectErrorStream(true)
              .start();
      try (var out = process.inputReader()) {
        List<String> names = out.lines().toList();
        if (names.size() > line) {
          return names.get(line);
        }
        throw new AssertionError(script + " --names said: " + names);
      }
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Path file(String script) {
    Path folder = Path.of("").toAbsolutePath();
    while (folder != null && !Files.exists(folder.resolve(script))) {
      folder = folder.getParent();
    }
    if (folder == null) {
      throw unavailable("no " + script + " above " + Path.of("").toAbsolutePath());
    }
    return folder.resolve(script);
  }

  private static AssertionError unavailable(String why) {
    if ("true".equals(System.getenv("CI"))) {
      return fail("machines in containers are needed here: " + why);
    }
    System.err.println("SKIPPED: tests on machines in containers: " + why);
    return abort("machines in containers cannot be had: " + why);
  }
}
