/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.access.CommandResult;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineScript;
import io.cloudtik.impl.docker.Docker;
import io.cloudtik.impl.wait.Waiter;
import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;

/** The Docker engine of a machine: what runs there, else started, else installed and started. */
final class MachineDocker {
  private static final MachinePackage PACKAGE =
      new MachinePackage(
          "Docker", "docker.io docker-ce", "docker-ce moby-engine docker", "docker", "docker");
  private static final String START = MachineScript.text(MachineDocker.class, "start-docker.sh");
  private static final Duration STARTED = Duration.ofMinutes(1);
  private static final int MISSING = 3;

  private MachineDocker() {}

  static void ensure(
      MachineAccess access, Map<String, String> environment, Consumer<String> steps) {
    Docker docker = new Docker(access);
    if (docker.answers()) {
      return;
    }
    CommandResult started = start(access);
    if (started.exitCode() == MISSING) {
      steps.accept("install Docker");
      PACKAGE.install(access, environment, "or install Docker by hand");
      started = start(access);
    }
    String said = started.output();
    try {
      Waiter.waitFor("the Docker engine of the machine", STARTED)
          .untilTrue(docker::answers, () -> "it does not answer");
    } catch (WaitTimeoutException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "the Docker engine does not answer at /var/run/docker.sock a minute after it was started: %s; look at its log (journalctl -u docker, or /var/log/docker.log)"
              .formatted(said.strip()),
          e);
    }
  }

  private static CommandResult start(MachineAccess access) {
    return access.run(MachineScript.request(START, STARTED).byRoot());
  }
}
