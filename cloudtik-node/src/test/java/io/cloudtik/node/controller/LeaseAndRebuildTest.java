/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.execute.Lease;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.node.controller.ClusterController.Pass;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeaseAndRebuildTest {
  private final Simulation cluster = new Simulation(Specs.workers(2));

  @Test
  void whileAnotherHoldsTheLeaseNothingIsDone() {
    Lease other = lease(cluster, "other").orElseThrow();

    cluster.run(10);
    assertThat(cluster.last).isEqualTo(Pass.STANDBY);
    assertThat(cluster.cloud.launched).isEmpty();
    other.release();
    cluster.run(5);

    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void aControllerThatIsReplacedIsFollowedWithAGreaterGenerationAndNothingIsLaunchedTwice() {
    cluster.run(5);
    long generation = cluster.view().generation();
    cluster.replaceController();

    cluster.run(10);
    assertThat(cluster.last).isEqualTo(Pass.STANDBY);
    cluster.run(10);

    assertThat(cluster.view().generation()).isGreaterThan(generation);
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.cloud.launched).hasSize(2);
    assertThat(cluster.nodes.pushed).hasSize(2);
  }

  @Test
  void aControllerThatIsStoppedInAnActionUntilItsLeaseIsAnothersMakesNoFurtherCall() {
    Simulation two = new Simulation(Specs.groups("fat", "thin"));
    two.cloud.beforeLaunch =
        () -> {
          two.cloud.beforeLaunch = () -> {};
          two.time.advance(Duration.ofSeconds(60));
          assertThat(lease(two, "another head")).isPresent();
        };

    two.run(10);

    assertThat(two.cloud.launched).containsExactly("fat-1");
    assertThat(two.cloud.terminated).isEmpty();
    assertThat(two.last).isEqualTo(Pass.STANDBY);
  }

  private static Optional<Lease> lease(Simulation cluster, String holder) {
    return Lease.tryAcquire(cluster.store, RecordKeys.lease("u1"), holder, Duration.ofSeconds(60));
  }

  @Test
  void aControllerWithAnEmptyRedisAdoptsTheMachinesThatRun() {
    cluster.run(5);
    cluster.loseRedis();

    cluster.run(25);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.cloud.launched).hasSize(2);
    assertThat(cluster.nodes.pushed).containsExactly("workers-1", "workers-2");
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
  }

  @Test
  void aMachineWithoutAnIntentIsEndedByWhoeverFindsIt() {
    cluster.run(5);
    cluster.store.delete(
        RecordKeys.intent("u1", "workers-2"), io.cloudtik.spi.store.WriteCondition.always());
    cluster.loseRedis();

    // The lease of the old controller runs out, and then the machine's silence is awaited.
    cluster.run(35);

    assertThat(cluster.cloud.terminated).contains("workers-2");
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-3");
  }

  @Test
  void anIntentWhoseLaunchNeverHappenedIsLaunchedUnderItsName() {
    cluster.cloud.refusesLaunches = true;
    cluster.run(5);
    cluster.cloud.refusesLaunches = false;
    cluster.loseRedis();

    cluster.run(30);

    assertThat(cluster.cloud.launched).containsExactly("workers-1", "workers-2");
    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void aClusterThatAClientEndsIsLeftAlone() {
    cluster.run(5);
    cluster.record(ClusterState.TERMINATING);
    cluster.cloud.lose("workers-1");

    cluster.run(10);

    assertThat(cluster.last).isEqualTo(Pass.STANDBY);
    assertThat(cluster.cloud.launched).hasSize(2);
    assertThat(cluster.cloud.terminated).isEmpty();
    assertThat(cluster.store.read(RecordKeys.lease("u1"))).isEmpty();
  }

  /** From now on its store costs, and a controller is in charge that knows it. */
  private void payForTheStore() {
    cluster.run(5);
    cluster.cloud.idlePause = Duration.ofSeconds(25);
    cluster.replaceController();
    cluster.run(20);
    assertThat(cluster.last).isEqualTo(Pass.QUIET);
  }

  @Test
  void whereTheStoreCostsAClusterThatAClientEndsIsLeftAloneAsSoonAsSomethingIsToBeDone() {
    payForTheStore();
    cluster.record(ClusterState.TERMINATING);
    cluster.run(10);
    // Nobody has looked.
    assertThat(cluster.last).isEqualTo(Pass.QUIET);
    cluster.cloud.lose("workers-1");

    cluster.run(10);

    assertThat(cluster.last).isEqualTo(Pass.STANDBY);
    assertThat(cluster.cloud.launched).hasSize(2);
    assertThat(cluster.cloud.terminated).isEmpty();
  }

  @Test
  void whereTheStoreCostsTheClusterIsStillSeenToEndInTime() {
    payForTheStore();
    cluster.record(ClusterState.TERMINATING);

    cluster.run(5 * 60);

    assertThat(cluster.last).isEqualTo(Pass.STANDBY);
  }

  @Test
  void whereTheStoreCostsALeaseIsKeptThoughItIsRenewedSeldom() {
    payForTheStore();
    long generation = cluster.view().generation();
    Set<String> versions = new HashSet<>();

    for (int second = 0; second < 600; second++) {
      cluster.run(1);
      assertThat(cluster.leadership.held()).isTrue();
      versions.add(cluster.store.read(RecordKeys.lease("u1")).orElseThrow().version());
    }

    assertThat(versions).hasSizeBetween(20, 25);
    assertThat(cluster.view().generation()).isEqualTo(generation);
  }

  @Test
  void redisThatIsAwayForAWhileCostsNoWorker() {
    cluster.run(5);
    cluster.state.down = true;
    cluster.run(120);
    cluster.state.down = false;

    cluster.run(5);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.cloud.launched).hasSize(2);
  }
}
