/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import java.nio.file.Path;

/**
 * The process that prepares one job, so that the node controller needs no code of any runtime: it
 * fetches the job's files and finds its process. Leaves {@code process.json} and exit code 0, or
 * the reason in {@code error} and exit code 1.
 */
public final class JobPrepareMain {
  private JobPrepareMain() {}

  /** Prepares the job of an id; the arguments are the node's directory and that id. */
  public static void main(String[] arguments) {
    NodeLayout layout = new NodeLayout(Path.of(arguments[0]));
    JobFolder folder = JobFolder.of(layout, arguments[1]);
    try {
      LocalFiles.write(
          folder.process(), Json.write(new JobPreparation(layout, folder).run()), false);
    } catch (RuntimeException e) {
      e.printStackTrace();
      String message = e.getMessage();
      LocalFiles.write(folder.error(), message == null ? e.toString() : message, false);
      System.exit(1);
    }
  }
}
