/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import io.cloudtik.node.process.JobIdentity;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Makes the user that jobs run as. Only on machines that set themselves up: those were made for
 * their cluster, so he is in nobody's way; elsewhere users belong to whoever owns the machine.
 */
final class JobUserOfMachine {
  /** That of shadow, which most systems have, and that of BusyBox. */
  private static final List<List<String>> WAYS =
      List.of(
          List.of(
              "useradd",
              "--system",
              "--no-create-home",
              "--shell",
              "/bin/sh",
              JobIdentity.DEFAULT_NAME),
          List.of("adduser", "-S", "-D", "-H", JobIdentity.DEFAULT_NAME));

  private JobUserOfMachine() {}

  /** Makes him unless he is there; where that cannot be, jobs are a user without a name. */
  static void make() {
    if (run(List.of("id", "-u", JobIdentity.DEFAULT_NAME)).isEmpty()) {
      return;
    }
    String said = "";
    for (List<String> way : WAYS) {
      said = run(way);
      if (said.isEmpty()) {
        return;
      }
    }
    PullMain.say("no user %s for jobs: %s".formatted(JobIdentity.DEFAULT_NAME, said));
  }

  /** Returns what went wrong; empty if nothing did. */
  private static String run(List<String> command) {
    try {
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectInput(new File("/dev/null"))
              .start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      int code = process.waitFor();
      return code == 0 ? "" : "%s ended with %d: %s".formatted(command.get(0), code, said);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return "interrupted";
    }
  }
}
