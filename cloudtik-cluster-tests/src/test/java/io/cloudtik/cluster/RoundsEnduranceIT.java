/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Many clusters come and go in one JVM, and nothing is left of them. A few rounds here; {@code
 * build/endurance} runs 200.
 */
class RoundsEnduranceIT {
  private static final int ROUNDS =
      Integer.getInteger(
          "cloudtik.endurance.rounds", Boolean.getBoolean("cloudtik.endurance") ? 200 : 6);

  /** Until then classes are loaded, pools are filled and files of the workspace are made. */
  private static final int WARM = Math.min(5, ROUNDS / 2);

  private static final long HEAP_FOR_EACH_ROUND = 20_000;

  @TempDir private Path directory;

  @Test
  void nothingGrowsOverManyRounds() throws Exception {
    Path temporary = Files.createDirectory(directory.resolve("tmp"));
    OtherJvm jvm =
        OtherJvm.of(Rounds.class, directory.resolve("home"), Integer.toString(ROUNDS))
            .with("-Xmx256m", "-Djava.io.tmpdir=" + temporary);
    List<Usage> usages =
        jvm.run().stream().filter(line -> line.startsWith("USAGE ")).map(Usage::parse).toList();

    assertThat(usages).hasSize(ROUNDS);
    Usage warm = usages.get(WARM);
    Usage last = usages.get(ROUNDS - 1);
    System.out.printf(
        "ENDURANCE rounds=%d descriptors=%d..%d threads=%d..%d children=%d heap=%d..%d KiB"
            + " documents=%d machines=%d temporary=%d%n",
        ROUNDS,
        warm.descriptors(),
        last.descriptors(),
        warm.threads(),
        last.threads(),
        last.children(),
        warm.heap() >> 10,
        last.heap() >> 10,
        last.documents(),
        last.machines(),
        last.temporary());
    assertThat(last.descriptors()).as("descriptors").isLessThanOrEqualTo(warm.descriptors() + 2);
    assertThat(last.threads()).as("threads").isLessThanOrEqualTo(warm.threads() + 1);
    assertThat(last.children()).as("processes").isZero();
    assertThat(last.heap())
        .as("heap")
        .isLessThan(warm.heap() + HEAP_FOR_EACH_ROUND * (ROUNDS - WARM));
    assertThat(last.machines()).as("machines").isZero();
    assertThat(last.temporary()).as("temporary files").isZero();
    // The record of the cluster, the lease of the workspace, and for a day one of each start that
    // failed.
    assertThat(last.documents()).as("documents").isEqualTo(2 + ROUNDS / Rounds.FAILING);
  }
}
