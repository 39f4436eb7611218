/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Job;
import io.cloudtik.JobState;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What can befall machines that are reached over a network, and what becomes of the cluster. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class MachineFaultsIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final int WORKERS = 2;

  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster(@TempDir Path home) {
    workspace =
        Workspace.create(
            "faults", Local.containers().at(home).image(TestImage.JAVA.required()).internal());
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(WORKERS).max(WORKERS))
            .start()
            .await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    if (workspace != null) {
      workspace.delete();
      workspace.close();
    }
  }

  @Test
  void aWorkerThatHangsIsReplacedAndDoesNotComeBack() {
    String victim = workers(whole()).get(0);
    String container = container(victim);

    DockerCommand.pause(container);

    ClusterStatus healed =
        cluster.awaitStatus(
            "a replacement of " + victim,
            status -> isWhole(status) && !workers(status).contains(victim),
            SOON);
    assertThat(workers(healed)).hasSize(WORKERS);
    Eventually.becomes(
        "machines of the cluster",
        () -> TestMachines.slots(workspace, cluster.uid()),
        slots -> slots.stream().noneMatch(slot -> slot.slot().equals(victim)));
  }

  @Test
  void aCutBetweenHeadAndWorkerThatHealsLosesNoNodeAndNoJob() {
    List<String> before = workers(whole());
    String victim = before.get(1);
    Job job =
        cluster.submit(JobSpec.command("sh", "-c", "for i in 1 2 3; do sleep 5; echo $i; done"));
    Eventually.becomes("the job", () -> job.status().state(), JobState.RUNNING::equals);
    SlotObservation slot = TestMachines.slot(workspace, cluster.uid(), victim);
    String host = slot.address().orElseThrow().host();
    String network =
        DockerCommand.lines("network", "ls", "-q", "--filter", "label=io.cloudtik.workspace=faults")
            .get(0);

    DockerCommand.run("network", "disconnect", network, slot.machineId().orElseThrow());
    cluster.awaitStatus("a worker without a heartbeat", status -> suspects(status, victim), SOON);
    DockerCommand.run("network", "connect", "--ip", host, network, slot.machineId().orElseThrow());

    assertThat(workers(whole())).isEqualTo(before);
    assertThat(job.await(SOON).output()).isEqualTo("1\n2\n3\n");
  }

  @Test
  void aHeadThatRebootsIsReplacedAndTheWorkersAreTakenOver() {
    List<String> before = workers(whole());

    DockerCommand.run("restart", "--time", "0", container("head"));
    cluster.awaitStatus(
        "the loss of the head", status -> status.state() == ClusterState.UNREACHABLE, SOON);
    cluster.recover().await(SOON);

    assertThat(workers(whole())).isEqualTo(before);
    assertThat(cluster.submit(JobSpec.command("echo", "here")).await(SOON).output())
        .isEqualTo("here\n");
  }

  private ClusterStatus whole() {
    return cluster.awaitStatus("all nodes to be ready", MachineFaultsIT::isWhole, SOON);
  }

  private static boolean isWhole(ClusterStatus status) {
    return status.state() == ClusterState.READY && workers(status).size() == WORKERS;
  }

  private static boolean suspects(ClusterStatus status, String node) {
    return status.nodes().stream()
        .anyMatch(each -> each.id().equals(node) && each.state() == NodeState.SUSPECT);
  }

  private static List<String> workers(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .map(Node::id)
        .sorted()
        .toList();
  }

  private String container(String node) {
    return TestMachines.slot(workspace, cluster.uid(), node).machineId().orElseThrow();
  }
}
