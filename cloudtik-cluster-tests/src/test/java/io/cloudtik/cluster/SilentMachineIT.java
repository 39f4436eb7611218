/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.Operation;
import io.cloudtik.Workspace;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.provider.local.Local;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine that should set itself up and cannot: it has no Java, and no mirror of packages. */
class SilentMachineIT {
  private static final String PATIENCE = "cloudtik.boot.patience";

  @Test
  void theStartFailsWithTheEndOfItsConsoleAndLeavesNothing(@TempDir Path home) {
    System.setProperty(PATIENCE, "PT10S");
    try (Workspace workspace =
        Workspace.create(
            "silent",
            Local.containers().at(home).image(TestImage.BARE.required()).internal().pulled())) {
      Operation<Cluster> start = workspace.cluster("etl").withWorkers(w -> w.min(1)).start();

      assertThatThrownBy(() -> start.await(Duration.ofMinutes(3)))
          .isInstanceOf(NodeBootstrapException.class)
          .hasMessageContaining("its machine runs, but it did not become a head")
          .hasMessageContaining("cloudtik: get Java");
      assertThat(DockerCommand.lines("ps", "-aq", "--filter", "label=io.cloudtik.workspace=silent"))
          .isEmpty();
      workspace.delete();
    } finally {
      System.clearProperty(PATIENCE);
    }
  }
}
