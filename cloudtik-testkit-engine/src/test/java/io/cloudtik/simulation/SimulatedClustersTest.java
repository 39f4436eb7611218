/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.TerminationReport;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.event.Event;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machines;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.junit.CloudTikTest;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The real engine and the real controller on the simulated cloud, with its troubles. */
@CloudTikTest(seed = 7)
class SimulatedClustersTest {
  private static Cluster start(Workspace workspace, int workers) {
    return workspace
        .cluster("etl")
        .withWorkers(w -> w.min(workers).max(10))
        .start()
        .await(ofMinutes(30));
  }

  private static Machine head(SimulatedCloud cloud) {
    return cloud.machines().living().stream()
        .filter(SimulatedClustersTest::isHead)
        .findFirst()
        .orElseThrow();
  }

  private static boolean isHead(Machine machine) {
    return machine.label("cloudtik-slot").equals(LaunchRequest.HEAD_SLOT);
  }

  private static List<String> workers(SimulatedCloud cloud) {
    return cloud.machines().living().stream()
        .filter(machine -> !isHead(machine))
        .map(Machine::id)
        .toList();
  }

  private static Stream<Node> ready(Cluster cluster) {
    return cluster.nodes().stream().filter(node -> node.state() == NodeState.READY);
  }

  @Test
  void aClusterStartsScalesAndEndsWithItsEvents(Workspace workspace, SimulatedCloud cloud)
      throws Exception {
    List<Event> told = new ArrayList<>();
    Cluster cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.min(3).max(10))
            .start()
            .onEvent(told::add)
            .await(ofMinutes(30));

    assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
    assertThat(ready(cluster).map(Node::id))
        .containsExactlyInAnyOrder("head", "workers-1", "workers-2", "workers-3");
    assertThat(told)
        .filteredOn(event -> event instanceof StepEvent step && step.state() == StepState.FINISHED)
        .extracting(event -> ((StepEvent) event).step())
        .containsExactly(Step.PREPARE, Step.CREATE_HEAD, Step.SET_UP_HEAD, Step.SET_UP_WORKERS);

    List<Event> later = new ArrayList<>();
    try (AutoCloseable following = cluster.onEvent(later::add)) {
      cluster.scaleTo(5).await(ofMinutes(20));
      cloud.time().pause(ofMinutes(1));
    }
    assertThat(ready(cluster)).hasSize(6);
    assertThat(later)
        .extracting(Event::message)
        .anyMatch(it -> it.contains("6 of 6") || it.contains("5 of 5"));
    assertThat(cluster.events()).hasSizeGreaterThan(10);

    TerminationReport report = cluster.terminate();

    assertThat(report.leftBehind()).isEmpty();
    assertThat(cloud.machines().living()).isEmpty();
    assertThat(cluster.status().state()).isEqualTo(ClusterState.TERMINATED);
  }

  @Test
  void anIdleClusterEndsByItself(Workspace workspace, SimulatedCloud cloud) {
    Cluster cluster = start(workspace, 2);

    cloud.time().pause(ofMinutes(50));
    assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
    cloud.time().pause(ofMinutes(20));

    assertThat(cluster.status().state()).isEqualTo(ClusterState.TERMINATED);
    assertThat(cloud.machines().living()).isEmpty();
  }

  @Test
  void aZoneWithoutPowerIsLeft(Workspace workspace, SimulatedCloud cloud) {
    Cluster cluster = start(workspace, 4);
    String zone =
        cloud.machines().living().stream()
            .filter(machine -> !isHead(machine))
            .map(machine -> machine.pool().zone())
            .findFirst()
            .orElseThrow();
    boolean headToo = head(cloud).pool().zone().equals(zone);

    cloud.machines().outage(zone, ofHours(1));
    if (headToo) {
      cluster.recover().await(ofMinutes(40));
    }
    cluster.awaitStatus(
        "all workers elsewhere", status -> ready(cluster).count() == 5, ofMinutes(40));

    assertThat(cloud.machines().living()).noneMatch(it -> it.pool().zone().equals(zone));
    cluster.terminate();
  }

  @Test
  void aLostHeadIsToldAndReplacedAndTheWorkersStay(Workspace workspace, SimulatedCloud cloud) {
    Cluster cluster = start(workspace, 3);
    List<String> before = workers(cloud);
    String lost = head(cloud).id();

    cloud.machines().take(SimulatedClustersTest::isHead, "host failure");

    assertThat(cluster.status().state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(cluster.status().reason()).contains("its head is gone").contains("host failure");
    Cluster recovered = cluster.recover().await(ofMinutes(40));
    recovered.awaitStatus("all", status -> ready(recovered).count() == 4, ofMinutes(10));

    assertThat(head(cloud).id()).isNotEqualTo(lost);
    assertThat(workers(cloud)).isEqualTo(before);
    recovered.scaleTo(2).await(ofMinutes(10));
    recovered.terminate();
  }

  @Test
  void aHeadThatBootsSickFailsTheStartAndLeavesNothing(Workspace workspace, SimulatedCloud cloud) {
    cloud.machines().bootSick(1);

    assertThatThrownBy(() -> start(workspace, 2))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("no such package");

    assertThat(cloud.machines().living()).isEmpty();
    start(workspace, 2).terminate();
  }

  @Test
  void machinesThatNeverBootAreReplaced(Workspace workspace, SimulatedCloud cloud) {
    Cluster cluster = start(workspace, 2);

    cloud.machines().neverBoot(1);
    cluster.scaleTo(4).await(ofHours(1));

    assertThat(ready(cluster)).hasSize(5);
    assertThat(workers(cloud)).hasSize(4);
    cluster.terminate();
  }

  @Test
  void lostRepliesAndThrottlingMakeNoDoubles(Workspace workspace, SimulatedCloud cloud) {
    cloud.faults().on(Machines.LAUNCH).nth(1).loseReply();
    cloud.faults().on(Machines.LAUNCH).nth(2).loseReply();
    cloud.faults().on(Machines.LIST).during(ofMinutes(1)).refuse(FailureKind.THROTTLED);

    Cluster cluster = start(workspace, 3);

    assertThat(cloud.machines().living()).hasSize(4);
    cluster.terminate();
  }

  @Test
  void whatIsNotPlayedSaysWhatToDo(Workspace workspace) {
    Cluster cluster = start(workspace, 1);

    assertThatThrownBy(() -> cluster.exec("hostname"))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.EXEC_FAILED))
        .hasMessageContaining("runs no programs")
        .hasMessageContaining("SimulatedCloud.jobs()");
    cluster.terminate();
  }
}
