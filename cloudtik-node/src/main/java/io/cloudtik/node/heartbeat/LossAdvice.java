/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks with the provider's script whether the cloud may take this machine away before long, and
 * keeps the last answer. That is shown among the services: such a node is as healthy as before.
 * Thread-safe.
 */
public final class LossAdvice {
  /** What it is called among the services. */
  public static final String NAME = "loss-advice";

  /** The variable of the environment of a worker that has the script. */
  public static final String VARIABLE = "CLOUDTIK_LOSS_ADVICE";

  /** How often it is asked. */
  public static final Duration PAUSE = Duration.ofSeconds(30);

  private static final Logger logger = LoggerFactory.getLogger(LossAdvice.class);
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final int LONGEST = 500;

  private final String script;
  private volatile String told = "";

  /** Makes it with a script of sh; an empty one is not run. */
  public LossAdvice(String script) {
    this.script = script;
  }

  /** Asks. What could not be asked says nothing: the last answer holds. */
  public void look() {
    if (script.isEmpty()) {
      return;
    }
    try {
      Path answer = Files.createTempFile("cloudtik-", ".advice");
      try {
        if (ran(answer)) {
          String now = Files.readString(answer, StandardCharsets.UTF_8).strip();
          told = now.substring(0, Math.min(now.length(), LONGEST));
        }
      } finally {
        Files.delete(answer);
      }
    } catch (IOException e) {
      logger.warn("whether the cloud may take this machine away is not known: {}", e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private boolean ran(Path answer) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(List.of("sh", "-c", script))
            .redirectInput(Path.of("/dev/null").toFile())
            .redirectOutput(answer.toFile())
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    if (process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
      return process.exitValue() == 0;
    }
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
    return false;
  }

  /** Returns the last answer, if there was one. */
  public Optional<ServiceReport> report() {
    String now = told;
    return now.isEmpty()
        ? Optional.empty()
        : Optional.of(new ServiceReport(ServiceState.HEALTHY, 0, now));
  }
}
