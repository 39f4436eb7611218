/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.provider.local.Local;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Starts and terminates a cluster of one node again and again in one JVM, and says after each round
 * what the JVM holds: {@code Rounds <home> <rounds>}. Every fifth start fails.
 */
final class Rounds {
  private static final Duration SOON = Duration.ofMinutes(3);

  /** Every how many rounds a start fails; the short form must be warm after the first of them. */
  static final int FAILING = 3;

  private Rounds() {}

  public static void main(String[] arguments) throws IOException {
    Path home = Path.of(arguments[0]);
    int rounds = Integer.parseInt(arguments[1]);
    try (Workspace workspace = Workspace.create("rounds", Local.here().at(home))) {
      for (int round = 1; round <= rounds; round++) {
        if (round % FAILING == 0) {
          fail(workspace);
        } else {
          pass(workspace);
        }
        System.out.println(Usage.of(home).line());
      }
    }
  }

  private static void pass(Workspace workspace) {
    try (Cluster cluster = draft(workspace).start().await(SOON)) {
      var left = cluster.terminate().leftBehind();
      if (!left.isEmpty()) {
        throw new IllegalStateException("left behind: " + left);
      }
    }
  }

  private static ClusterDraft draft(Workspace workspace) {
    return workspace.cluster("one").withWorkers(w -> w.min(0).max(0));
  }

  private static void fail(Workspace workspace) {
    try {
      draft(workspace).withCommandBefore("false").start().await(SOON);
    } catch (CloudTikException e) {
      return;
    }
    throw new IllegalStateException("a start with a command that fails did not fail");
  }
}
