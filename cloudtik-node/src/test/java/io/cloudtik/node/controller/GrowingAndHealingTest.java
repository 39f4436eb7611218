/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.node.controller.decide.NodeMove;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class GrowingAndHealingTest {
  private final Simulation cluster = new Simulation(Specs.workers(2));

  @Test
  void theWantedWorkersBecomeReadyAndTheRecordSaysSo() {
    cluster.run(5);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
    assertThat(cluster.view().reason()).isEmpty();
    assertThat(cluster.recorded()).isEqualTo(ClusterState.READY);
    assertThat(cluster.node("workers-1").moves())
        .extracting(NodeMove::to)
        .containsExactly(
            NodeState.REQUESTED, NodeState.ALLOCATED, NodeState.BOOTSTRAPPING, NodeState.READY);
    assertThat(cluster.document(RecordKeys.status(Simulation.UID))).contains("workers-2", "READY");
    assertThat(cluster.document(RecordKeys.head(Simulation.UID))).contains("6379");
  }

  @Test
  void bothStepsOfTheWorkersAreToldWithNumbers() {
    cluster.run(5);

    assertThat(cluster.events())
        .filteredOn(event -> event instanceof StepEvent s && s.state() == StepState.FINISHED)
        .map(event -> (StepEvent) event)
        .extracting(StepEvent::step, StepEvent::done, StepEvent::total)
        .containsExactlyInAnyOrder(
            tuple(Step.CREATE_WORKERS, 2L, 2L), tuple(Step.SET_UP_WORKERS, 2L, 2L));
  }

  @Test
  void noWorkerIsLaunchedBeforeTheHeadIsSetUp() {
    cluster.nodes.headError = "no redis-server";

    cluster.run(10);

    assertThat(cluster.cloud.launched).isEmpty();
    assertThat(cluster.view().state()).isEqualTo(ClusterState.STARTING);
    assertThat(cluster.view().reason()).contains("head BOOTSTRAPPING", "no redis-server");
  }

  @Test
  void workersAreMadeWhileServicesOfTheHeadAreStillOnTheirWay() {
    cluster.nodes.serviceStates.put("head", ServiceState.STARTING);

    cluster.run(5);
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.view().state()).isEqualTo(ClusterState.STARTING);
    cluster.nodes.serviceStates.clear();
    cluster.run(2);

    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
  }

  @Test
  void numberAndIntentAreWrittenBeforeTheLaunch() {
    int[] intents = {0};
    cluster.cloud.beforeLaunch =
        () -> {
          intents[0] = cluster.records.all(RecordKeys.intents("u1"), "", IntentRecord.class).size();
          assertThat(cluster.desired().nextNumber()).containsEntry("workers", 3);
        };

    cluster.run(5);

    assertThat(intents[0]).isEqualTo(2);
  }

  @Test
  void nothingMoreIsLaunchedWhileMachinesComeLateAndListsLag() {
    cluster.cloud.bootTime = Duration.ofSeconds(60);
    cluster.cloud.lag = Duration.ofSeconds(20);

    cluster.run(55);
    assertThat(cluster.cloud.launched).containsExactly("workers-1", "workers-2");
    cluster.run(60);

    assertThat(cluster.cloud.launched).hasSize(2);
    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void aMachineThatTheProviderCallsFailedIsReplacedAtOnceUnderANewNumber() {
    cluster.run(5);
    cluster.cloud.failing.add("workers-1");

    cluster.run(3);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-2", "workers-3");
    assertThat(cluster.cloud.terminated).contains("workers-1");
    assertThat(cluster.events())
        .filteredOn(event -> event instanceof NodeEvent e && e.to() == NodeState.LOST)
        .singleElement()
        .satisfies(
            event -> {
              assertThat(((NodeEvent) event).node()).isEqualTo("workers-1");
              assertThat(event.message()).contains("it burnt down");
            });
  }

  @Test
  void aMachineThatIsGoneWithoutAWordIsReplaced() {
    cluster.run(5);
    cluster.cloud.lose("workers-2");

    cluster.run(3);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-3");
  }

  @Test
  void anEndedMachineThatLingersInTheListIsNotTakenForAnother() {
    cluster.cloud.lag = Duration.ofSeconds(8);
    cluster.run(20);
    cluster.nodes.silent.add("workers-1");

    cluster.run(90);

    assertThat(cluster.cloud.launched).containsExactly("workers-1", "workers-2", "workers-3");
    assertThat(cluster.view().nodes()).hasSize(3);
  }

  @Test
  void aClusterThatLostAWorkerIsDegradedAndSaysWhatIsMissing() {
    cluster.run(5);
    cluster.cloud.bootTime = Duration.ofSeconds(60);
    cluster.cloud.lose("workers-2");

    cluster.run(3);

    assertThat(cluster.view().state()).isEqualTo(ClusterState.DEGRADED);
    assertThat(cluster.view().reason()).contains("workers: 1 of 2 ready", "workers-3 REQUESTED");
    assertThat(cluster.recorded()).isEqualTo(ClusterState.READY);
  }

  @Test
  void aWorkerWhoseServiceIsNotHealthyMakesTheClusterDegradedButIsKept() {
    cluster.run(5);
    cluster.nodes.serviceStates.put("workers-1", ServiceState.RESTARTING);

    cluster.run(60);

    assertThat(cluster.view().state()).isEqualTo(ClusterState.DEGRADED);
    assertThat(cluster.view().reason()).contains("service RESTARTING");
    assertThat(cluster.cloud.launched).hasSize(2);
  }

  @Test
  void aWorkerWhoseServiceWasGivenUpIsReplaced() {
    cluster.run(5);
    cluster.nodes.serviceStates.put("workers-1", ServiceState.FAILED);

    cluster.run(10);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-2", "workers-3");
  }

  @Test
  void aSetUpThatCanNeverWorkIsRepeatedEverMoreSeldom() {
    cluster.nodes.setUpsFail = true;

    cluster.run(300);

    // 1 + 2 + 4 + 8 + 16 + 32 + 64 + 128 ... seconds of waiting; two workers at first, then, as
    // three failed in the same way, one at a time.
    assertThat(cluster.cloud.launched).hasSizeBetween(9, 13);
    assertThat(cluster.view().reason())
        .contains("last failure: workers-", "exit code 1", "next try in");
    assertThat(cluster.cloud.living()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aSuccessEndsTheWaitingAfterFailures() {
    cluster.nodes.pushesFail = true;
    cluster.run(20);
    cluster.nodes.pushesFail = false;
    cluster.run(40);
    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);

    cluster.cloud.lose(cluster.workers(NodeState.READY).get(0));
    cluster.run(3);

    assertThat(cluster.view().state()).isEqualTo(ClusterState.READY);
  }

  @Test
  void aCloudThatRefusesLaunchesIsAskedAgainForTheSameSlots() {
    cluster.cloud.refusesLaunches = true;
    cluster.run(30);
    assertThat(cluster.workers(NodeState.QUEUED)).containsExactly("workers-1", "workers-2");
    cluster.cloud.refusesLaunches = false;

    cluster.run(30);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
  }

  @Test
  void aCloudThatDoesNotAnswerCostsNoWorker() {
    cluster.run(5);
    cluster.cloud.down = true;

    cluster.run(120);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
  }

  @Test
  void moreAndFewerWorkersAreMadeAsAskedForAndTheHighestNumbersGoFirst() {
    cluster.run(5);
    cluster.scale("workers", 4);
    cluster.run(5);
    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
    assertThat(cluster.desired().workers()).containsEntry("workers", 4);

    cluster.scale("workers", 1);
    cluster.run(15);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1");
    assertThat(cluster.cloud.living()).containsExactly("head", "workers-1");
    assertThat(cluster.view().nodes()).hasSize(2);
  }

  @Test
  void whoIsOnTheWayAndNotWantedAnyMoreIsEnded() {
    cluster.run(5);
    cluster.cloud.bootTime = Duration.ofSeconds(60);
    cluster.scale("workers", 5);
    cluster.run(5);
    cluster.scale("workers", 2);

    cluster.run(90);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.cloud.living()).hasSize(3);
  }
}
