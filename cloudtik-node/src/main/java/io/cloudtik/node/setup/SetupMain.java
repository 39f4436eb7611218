/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.node.process.StampedLines;
import java.nio.file.Path;

/** Sets up a node: {@code SetupMain <directory of the node>}. Ends with 0, or 1 after a failure. */
public final class SetupMain {
  private SetupMain() {}

  /** Runs the set-up; {@code run/setup.json} says how far it is and why it failed. */
  public static void main(String[] args) {
    StampedLines.onStandardError();
    if (args.length != 1) {
      System.err.println("usage: SetupMain <directory of the node>");
      System.exit(2);
    }
    System.exit(run(Path.of(args[0]).toAbsolutePath())); // also if a runtime left threads behind
  }

  static int run(Path directory) {
    return setUp(directory) ? 0 : 1;
  }

  /** Runs the set-up in this process and says whether it went well. */
  public static boolean setUp(Path directory) {
    NodeLayout layout = new NodeLayout(directory);
    SetupProgress progress = new SetupProgress(layout.setupStatus());
    return progress.conclude(() -> new NodeSetup(layout, progress).run());
  }
}
