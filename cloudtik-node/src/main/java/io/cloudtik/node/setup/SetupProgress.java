/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the file that says how far the set-up is. Thread-safe, as hooks may report from anywhere.
 */
final class SetupProgress {
  private static final Logger logger = LoggerFactory.getLogger(SetupProgress.class);

  /** A download reports each block; the file is written to disk, so not for each of them. */
  private static final long PAUSE_NANOS = Duration.ofMillis(200).toNanos();

  private final Path file;
  private volatile String step = "start";
  private long written;

  SetupProgress(Path file) {
    this.file = file;
  }

  /** Begins a step. */
  synchronized void step(String name) {
    step = name;
    logger.info("setup step='{}'", name);
    write(SetupStatus.RUNNING, "", 0, 0, "");
  }

  /** Tells how far the step is; some of many calls in a short time leave no trace. */
  synchronized void report(String message, long done, long total) {
    if (System.nanoTime() - written >= PAUSE_NANOS) {
      write(SetupStatus.RUNNING, message, done, total, "");
    }
  }

  /** Runs everything and writes how it ended. Returns whether it went well. */
  boolean conclude(Runnable everything) {
    try {
      everything.run();
      step = "done";
      end(SetupStatus.DONE, "");
      logger.info("setup done");
      return true;
    } catch (CloudTikException e) {
      logger.error("setup step='{}' failed: {}", step, e.getMessage(), e);
      end(SetupStatus.FAILED, String.valueOf(e.getMessage()));
      return false;
    } catch (RuntimeException | LinkageError e) {
      logger.error("setup step='{}' failed", step, e);
      end(
          SetupStatus.FAILED,
          e + "; this is a defect, its stack trace is in the log of the set-up");
      return false;
    }
  }

  private synchronized void end(String state, String error) {
    try {
      write(state, "", 0, 0, error);
    } catch (CloudTikException e) {
      // The disk may be full of what the set-up did; that it failed must be told all the same.
      logger.error("setup file={} cannot be written, once more without the spare one", file, e);
      makeRoom();
      write(state, "", 0, 0, error);
    }
  }

  private void makeRoom() {
    try {
      Files.deleteIfExists(file.resolveSibling(NodeLayout.SPARE));
    } catch (IOException e) {
      logger.error("setup spare file cannot be deleted", e);
    }
  }

  private void write(String state, String message, long done, long total, String error) {
    written = System.nanoTime();
    SetupStatus status = new SetupStatus(state, step, message, done, total, error);
    LocalFiles.write(file, Json.write(status), false);
  }
}
