/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.impl.bootstrap.NodeLayout;
import java.nio.file.Path;

/** Where the parts of one job lie. The one place that knows. */
record JobFolder(Path root) {
  static JobFolder of(NodeLayout layout, String job) {
    return new JobFolder(layout.job(job));
  }

  Path order() {
    return root.resolve("job.json");
  }

  Path work() {
    return root.resolve("work");
  }

  /** The run directory of the preparation. */
  Path preparation() {
    return root.resolve("prepare");
  }

  Path preparationLog() {
    return preparation().resolve("output.log");
  }

  /** The process that the preparation found, or else {@link #error()}. */
  Path process() {
    return root.resolve("process.json");
  }

  Path error() {
    return root.resolve("error");
  }

  Path output() {
    return root.resolve("output");
  }

  /** Up to where the output was shipped. */
  Path shipped() {
    return root.resolve("shipped");
  }

  /** What the program of the job may write besides its working directory. */
  Path own() {
    return root.resolve("own");
  }

  Path result() {
    return own().resolve("result");
  }

  Path memory() {
    return root.resolve("state.json");
  }

  /** Is there once the job is to be cancelled; holds the reason. */
  Path cancel() {
    return root.resolve("cancel");
  }

  /** Is there once the cluster knows how the job ended. */
  Path reported() {
    return root.resolve("reported");
  }
}
