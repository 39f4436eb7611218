/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spec.ClusterSpec;

/**
 * Into how many parts a shuffle is cut before adaptive execution joins small ones: eight for each
 * core that the cluster may have, at least 16 and at most Spark's own 200.
 *
 * <p>Each task that writes for a shuffle makes a file for each part, so that 200 of them cost a
 * small cluster more than the rows in them; with fewer than this, large data would not fit the
 * memory of the tasks that read it.
 */
final class ShuffleRule {
  private static final int PARTS_A_CORE = 8;
  private static final int LEAST = 16;
  private static final int MOST = 200;

  private ShuffleRule() {}

  /** Returns the number of parts; a group that leaves its CPUs to the provider has what is here. */
  static int parts(ClusterSpec spec, int cpusHere) {
    long cores =
        spec.workerGroups().stream()
            .mapToLong(group -> (long) group.max() * group.cpus().orElse(cpusHere))
            .sum();
    return (int) Math.min(MOST, Math.max(LEAST, PARTS_A_CORE * cores));
  }
}
