/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class SilenceTest {
  private final Simulation cluster = new Simulation(Specs.workers(4));

  private void fallSilent(String... workers) {
    cluster.nodes.silent.addAll(List.of(workers));
  }

  @Test
  void aSilentWorkerIsSuspectAfterTenSecondsAndReplacedAfterThirty() {
    cluster.run(5);
    fallSilent("workers-2");

    cluster.run(9);
    assertThat(cluster.workers(NodeState.SUSPECT)).isEmpty();
    cluster.run(2);
    assertThat(cluster.workers(NodeState.SUSPECT)).containsExactly("workers-2");
    cluster.run(18);
    assertThat(cluster.cloud.launched).hasSize(4);
    cluster.run(4);

    assertThat(cluster.workers(NodeState.READY))
        .containsExactly("workers-1", "workers-3", "workers-4", "workers-5");
  }

  @Test
  void aSuspectWorkerThatIsHeardAgainIsReadyAgain() {
    cluster.run(5);
    fallSilent("workers-2");
    cluster.run(25);
    cluster.nodes.silent.clear();

    cluster.run(20);

    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
    assertThat(cluster.cloud.launched).hasSize(4);
    assertThat(cluster.node("workers-2").reason()).contains("came back");
  }

  @Test
  void whenManyAreSilentAtTheSameTimeNoneIsReplacedBeforeHeartbeatsWereAwaitedAnew() {
    cluster.run(5);
    fallSilent("workers-1", "workers-2", "workers-3");

    cluster.run(50);
    assertThat(cluster.cloud.launched).hasSize(4);
    assertThat(cluster.view().reason()).contains("3 of 4 workers are silent at the same time");
    cluster.run(15);

    assertThat(cluster.workers(NodeState.READY)).hasSize(4).contains("workers-7");
  }

  @Test
  void manyThatComeBackAreKept() {
    cluster.run(5);
    fallSilent("workers-1", "workers-2", "workers-3");
    cluster.run(50);
    cluster.nodes.silent.clear();

    cluster.run(60);

    assertThat(cluster.cloud.launched).hasSize(4);
    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
  }

  @Test
  void oneSilentOfTwoIsReplacedWithoutMoreAdo() {
    Simulation two = new Simulation(Specs.workers(2));
    two.run(5);
    two.nodes.silent.add("workers-1");

    two.run(35);

    assertThat(two.workers(NodeState.READY)).containsExactly("workers-2", "workers-3");
  }

  @Test
  void afterThisProcessWasStoppedNobodyIsDeclaredSilentAtOnce() {
    cluster.run(5);
    cluster.time.advance(Duration.ofMinutes(10));
    cluster.passes();
    assertThat(cluster.workers(NodeState.READY)).hasSize(4);

    cluster.run(5);

    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
    assertThat(cluster.cloud.launched).hasSize(4);
  }

  @Test
  void afterALaptopSleptSilenceIsCountedFromItsReturn() {
    cluster.run(5);
    fallSilent("workers-1");
    cluster.run(9);
    // Short enough for the lease to be kept.
    cluster.time.advanceWallOnly(Duration.ofSeconds(8));
    cluster.passes();

    cluster.run(8);
    assertThat(cluster.workers(NodeState.SUSPECT)).isEmpty();
    cluster.run(3);
    assertThat(cluster.workers(NodeState.SUSPECT)).containsExactly("workers-1");
  }

  @Test
  void aLoopThatIsAlwaysSlowStillNoticesSilence() {
    cluster.run(5);
    fallSilent("workers-1");

    for (int i = 0; i < 8; i++) {
      cluster.time.advance(Duration.ofSeconds(6));
      cluster.leadership.renew();
      cluster.nodes.beat();
      cluster.passes();
    }

    assertThat(cluster.cloud.launched).contains("workers-5");
  }
}
