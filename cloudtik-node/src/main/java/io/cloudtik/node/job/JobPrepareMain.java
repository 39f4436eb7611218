/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.StampedLines;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The process that prepares one job, so that the node controller needs no code of any runtime: it
 * fetches the job's files and finds its process. Leaves {@code process.json} and exit code 0, or
 * the reason in {@code error} and exit code 1.
 */
public final class JobPrepareMain {
  private static final Logger logger = LoggerFactory.getLogger(JobPrepareMain.class);

  private JobPrepareMain() {}

  /** Prepares the job of an id; the arguments are the node's directory and that id. */
  public static void main(String[] arguments) {
    StampedLines.onStandardError();
    System.exit(prepare(new NodeLayout(Path.of(arguments[0])), arguments[1]) ? 0 : 1);
  }

  static boolean prepare(NodeLayout layout, String job) {
    JobFolder folder = JobFolder.of(layout, job);
    try {
      LocalFiles.write(
          folder.process(), Json.write(new JobPreparation(layout, folder).run()), false);
      return true;
    } catch (RuntimeException | LinkageError e) {
      logger.error("job={} cannot be prepared", job, e);
      String message = e instanceof CloudTikException ? e.getMessage() : null;
      LocalFiles.write(folder.error(), message == null ? e.toString() : message, false);
      return false;
    }
  }
}
