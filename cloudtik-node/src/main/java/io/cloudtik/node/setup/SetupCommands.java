/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.CommandSpec;
import java.io.File;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Runs the user's set-up commands in the directory of the placed files. What they print goes to
 * {@code logs/setup.log}. A set-up that failed runs them again when it is repeated; one that was
 * done, and is repeated for another head, does not.
 *
 * @param layout of the node
 * @param config of the node
 * @param spec of the cluster
 */
record SetupCommands(NodeLayout layout, NodeConfig config, ClusterSpec spec) {
  private static final int TAIL_BYTES = 4_096;

  /**
   * Runs one command to its end.
   *
   * @throws CloudTikException with {@code BOOTSTRAP_FAILED} if it cannot be started, its exit code
   *     is not 0, or its time is over; then it was killed
   */
  void run(CommandSpec command) {
    Path log = layout.logs().resolve("setup.log");
    try {
      Files.createDirectories(layout.files());
      Files.createDirectories(layout.logs());
      Files.writeString(
          log,
          "$ " + command.arguments() + "\n",
          StandardOpenOption.CREATE,
          StandardOpenOption.APPEND);
      long before = Files.size(log);
      Process process = start(command, log);
      if (!ended(process, command.timeLimit())) {
        String why = "it ran longer than its time limit of %s and was killed; mend it, or give it";
        throw failed(
            command,
            why.formatted(command.timeLimit())
                + " more time with CommandSpec.within"
                + tail(log, before),
            null);
      }
      if (process.exitValue() != 0) {
        throw failed(command, "exit code " + process.exitValue() + tail(log, before), null);
      }
    } catch (IOException e) {
      throw failed(command, String.valueOf(e.getMessage()), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CloudTikException(ErrorCode.INTERRUPTED, "the set-up was interrupted", e);
    }
  }

  /** Waits for the end of a process; one whose time is over is killed with its children. */
  private static boolean ended(Process process, Duration limit) throws InterruptedException {
    try {
      return process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
    } finally {
      if (process.isAlive()) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().waitFor();
      }
    }
  }

  private Process start(CommandSpec command, Path log) throws IOException {
    ProcessBuilder builder =
        new ProcessBuilder(command.arguments())
            .directory(layout.files().toFile())
            .redirectInput(Redirect.from(new File("/dev/null")))
            .redirectOutput(Redirect.appendTo(log.toFile()))
            .redirectErrorStream(true);
    builder.environment().putAll(spec.environment());
    builder.environment().putAll(config.environment()); // marks the node's processes, so it wins
    return builder.start();
  }

  private static CloudTikException failed(
      CommandSpec command, String why, @Nullable IOException cause) {
    return new CloudTikException(
        ErrorCode.BOOTSTRAP_FAILED,
        "the set-up command %s failed: %s".formatted(command.arguments(), why),
        cause);
  }

  private static String tail(Path log, long from) throws IOException {
    try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(from, file.length() - TAIL_BYTES);
      byte[] bytes = new byte[(int) (file.length() - start)];
      file.seek(start);
      file.readFully(bytes);
      String text = new String(bytes, StandardCharsets.UTF_8).strip();
      return text.isEmpty() ? "; it printed nothing" : "; the last it printed:\n" + text;
    }
  }
}
