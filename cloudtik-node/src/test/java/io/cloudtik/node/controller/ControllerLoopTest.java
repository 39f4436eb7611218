/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ControllerLoopTest {
  @Test
  void failuresSlowTheLoopDownAndOnlyTheEndOfTheClusterEndsIt() {
    Simulation cluster = new Simulation(Specs.workers(0));
    cluster.state.down = true;
    List<Long> waits = new ArrayList<>();
    ControllerLoop loop =
        new ControllerLoop(
            cluster.controller,
            new FailureLog("etl"),
            nanos -> {
              waits.add(nanos / 1_000_000);
              if (waits.size() == 8) {
                cluster.record(ClusterState.TERMINATED);
              }
            });

    loop.run();

    assertThat(waits).containsExactly(200L, 400L, 800L, 1600L, 3200L, 5000L, 5000L, 5000L);
    assertThat(cluster.cloud.living()).isEmpty();
  }

  @Test
  void whatFailsForOneNodeHarmsNoOther() {
    Simulation cluster = new Simulation(Specs.workers(2));
    cluster.nodes.broken.add("workers-1");

    cluster.run(10);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-2", "workers-3");
    assertThat(cluster.nodes.pushed).contains("workers-2");
  }
}
