/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends signals by name to processes and groups, which the JDK cannot. */
public final class Signals {
  private static final Logger logger = LoggerFactory.getLogger(Signals.class);

  private Signals() {}

  /** Kills a whole group; fine if it is gone. */
  public static void killGroup(long group) {
    send("KILL", -group);
  }

  /** Sends a signal to a process, or to a group if {@code target} is negative. */
  static void send(String name, long target) {
    ProcessBuilder kill =
        new ProcessBuilder(
                "/bin/sh", "-c", "kill -s \"$1\" -- \"$2\"", "sh", name, Long.toString(target))
            .redirectInput(new File("/dev/null"))
            .redirectOutput(Redirect.DISCARD)
            .redirectError(Redirect.DISCARD);
    try {
      // The answer does not matter: who is gone cannot be told, and who is not is told again.
      if (!kill.start().waitFor(10, TimeUnit.SECONDS)) {
        logger.warn("signal={} target={} kill did not answer within 10 s", name, target);
      }
    } catch (IOException e) {
      logger.warn("signal={} target={} cannot be sent: {}", name, target, e.getMessage());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
