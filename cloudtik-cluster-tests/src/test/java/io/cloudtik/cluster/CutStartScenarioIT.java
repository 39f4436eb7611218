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
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spi.provider.SlotObservation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Starts whose client is killed, that are ended meanwhile, or that two JVMs begin at once. */
abstract class CutStartScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir private Path home;
  private Workspace workspace;

  abstract Local provider(Path home);

  @BeforeEach
  void makeAWorkspace() {
    workspace = Workspace.create("demo", provider(home));
  }

  @AfterEach
  void leaveNothing() {
    for (var each : workspace.clusters()) {
      assertThat(workspace.attach(each.name()).terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  private ClientJvm otherJvm(String cluster) {
    return ClientJvm.startOrAttach(home, provider(home).isCloudLike(), cluster);
  }

  @Test
  void aStartWhoseClientWasKilledAtAnyMomentIsFinishedByAnotherWithOneHead() throws Exception {
    List<String> moments = new ArrayList<>(List.of("SET_UP_HEAD PROGRESSED"));
    if (Boolean.getBoolean(InFull.PROPERTY)) {
      moments.addAll(
          List.of(
              "CREATE_HEAD STARTED",
              "PREPARE STARTED",
              "CREATE_HEAD FINISHED",
              "SET_UP_HEAD STARTED",
              "SET_UP_HEAD FINISHED",
              "CREATE_WORKERS STARTED"));
    }
    Map<String, ClientJvm> clients = new LinkedHashMap<>();
    for (int i = 0; i < moments.size(); i++) {
      clients.put("cut" + i, otherJvm("cut" + i));
    }
    List<Operation<Cluster>> begun = new ArrayList<>();
    int moment = 0;
    for (var client : clients.entrySet()) {
      client.getValue().awaitLine(moments.get(moment++));
      client.getValue().kill();
      begun.add(workspace.operation(operationOf(client.getKey())));
    }
    for (Operation<Cluster> each : begun) {
      Cluster cluster = each.await(SOON);
      assertThat(machines(cluster)).containsExactlyInAnyOrder("head", "workers-1");
      assertThat(cluster.status().readyWorkers()).isEqualTo(1);
    }
  }

  private String operationOf(String cluster) {
    return workspace.operations().stream()
        .filter(operation -> operation.cluster().equals(cluster))
        .findFirst()
        .orElseThrow()
        .id();
  }

  private List<String> machines(Cluster cluster) {
    return TestMachines.slots(workspace, cluster.uid()).stream()
        .map(SlotObservation::slot)
        .toList();
  }

  @Test
  void twoJvmsThatStartTheSameClusterAtOneMomentHaveOne() {
    try (ClientJvm first = otherJvm("shared");
        ClientJvm second = otherJvm("shared")) {
      String uid = first.awaitLine("uid ");

      assertThat(second.awaitLine("uid ")).isEqualTo(uid);
      assertThat(workspace.clusters()).hasSize(1);
      assertThat(machines(workspace.attach("shared")))
          .containsExactlyInAnyOrder("head", "workers-1");
    }
  }

  @Test
  void whatIsTerminatedWhileItStartsLeavesNothing() throws Exception {
    List<Step> steps = List.of(Step.SET_UP_HEAD);
    if (Boolean.getBoolean(InFull.PROPERTY)) {
      steps = List.of(Step.PREPARE, Step.CREATE_HEAD, Step.SET_UP_HEAD, Step.CREATE_WORKERS);
    }
    for (Step step : steps) {
      Operation<Cluster> start =
          startUntil("brief", seen -> seen.step() == step && seen.state() != StepState.STARTED);
      Cluster cluster = workspace.attach("brief");

      assertThat(cluster.terminate().leftBehind()).as("at " + step).isEmpty();
      assertThatThrownBy(() -> start.await(SOON))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.CANCELLED));
      assertThat(TestMachines.slots(workspace, cluster.uid())).isEmpty();
    }
  }

  @Test
  void aStartWhoseRedisIsKilledGoesOn() throws Exception {
    Operation<Cluster> start =
        startUntil(
            "robust",
            seen -> seen.step() == Step.SET_UP_HEAD && seen.state() == StepState.FINISHED);
    NodeProcesses head = NodeProcesses.of(workspace, workspace.attach("robust"), "head");
    for (String server : List.of("redis-primary", "redis-shard-0")) {
      Frozen.kill(List.of(head.service(server).orElseThrow()));
    }

    Cluster cluster = start.await(SOON);

    assertThat(machines(cluster)).containsExactlyInAnyOrder("head", "workers-1");
  }

  @Test
  void aStartWhoseHeadLosesAllItsProcessesGoesOn() throws Exception {
    Operation<Cluster> start =
        startUntil(
            "rebooted",
            seen -> seen.step() == Step.SET_UP_HEAD && seen.state() == StepState.PROGRESSED);
    TestMachines.kill(workspace, workspace.attach("rebooted"), "head");

    Cluster cluster = start.await(SOON);

    assertThat(machines(cluster)).containsExactlyInAnyOrder("head", "workers-1");
  }

  /** Starts a cluster and returns as soon as its start has told of that step. */
  private Operation<Cluster> startUntil(String name, Predicate<StepEvent> moment)
      throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    Operation<Cluster> start =
        workspace
            .cluster(name)
            .withWorkers(w -> w.cpus(1).min(1))
            .start()
            .onEvent(
                event -> {
                  if (event instanceof StepEvent seen && moment.test(seen)) {
                    reached.countDown();
                  }
                });
    reached.await();
    return start;
  }
}
