/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.NodeState;
import io.cloudtik.error.CloudTikException;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NodeTransitionsTest {
  @ParameterizedTest
  @EnumSource(NodeState.class)
  void everyStateLeadsToTheEndAndNothingLeadsOutOfIt(NodeState from) {
    Set<NodeState> reached = EnumSet.of(from);
    for (int i = 0; i < NodeState.values().length; i++) {
      for (NodeState state : EnumSet.copyOf(reached)) {
        for (NodeState to : NodeState.values()) {
          if (NodeTransitions.allowed(state, to)) {
            reached.add(to);
          }
        }
      }
    }

    assertThat(reached).contains(NodeState.TERMINATED);
    assertThat(NodeTransitions.allowed(NodeState.TERMINATED, from)).isFalse();
  }

  @ParameterizedTest
  @EnumSource(NodeState.class)
  void everyStateHasADeadlineUnlessANodeMayRestInIt(NodeState state) {
    boolean rests = state == NodeState.READY || state == NodeState.STOPPED;

    assertThat(NodeTransitions.deadline(state).isEmpty()).isEqualTo(rests);
  }

  @Test
  void aHealedPartitionAndACancelledDrainLeadBackToReady() {
    assertThat(NodeTransitions.allowed(NodeState.SUSPECT, NodeState.READY)).isTrue();
    assertThat(NodeTransitions.allowed(NodeState.DRAINING, NodeState.READY)).isTrue();
    assertThat(NodeTransitions.allowed(NodeState.LOST, NodeState.READY)).isFalse();
  }

  @Test
  void aWrongMoveSaysWhatWouldBeRight() {
    assertThatThrownBy(
            () ->
                NodeTransitions.require(
                    "workers-1", NodeState.TERMINATING, NodeState.BOOTSTRAPPING))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("workers-1 cannot go from TERMINATING to BOOTSTRAPPING")
        .hasMessageContaining("[TERMINATED]");
  }

  @Test
  void theLastFiftyMovesAreKeptWithReasonAndTime() {
    NodeRecord node =
        NodeRecord.first("workers-1", "workers", null, NodeState.READY, Instant.EPOCH, "adopted");
    for (int i = 0; i < 40; i++) {
      Instant at = Instant.EPOCH.plus(Duration.ofSeconds(i));
      node = node.moved(NodeState.SUSPECT, at, "silent " + i).moved(NodeState.READY, at, "back");
    }

    assertThat(node.moves()).hasSize(50);
    assertThat(node.moves().get(48))
        .isEqualTo(
            new NodeMove(
                NodeState.READY,
                NodeState.SUSPECT,
                Instant.EPOCH.plus(Duration.ofSeconds(39)),
                "silent 39"));
    assertThat(node.served()).isTrue();
  }
}
