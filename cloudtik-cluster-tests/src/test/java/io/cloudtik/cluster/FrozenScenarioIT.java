/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** Processes that stand still for some time, as in a laptop that sleeps: nothing is given up. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class FrozenScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  /** Longer than a lease lasts, and than the silence that makes a node suspect. */
  private static final Duration ASLEEP =
      Duration.parse(System.getProperty("cloudtik.asleep", "PT18S"));

  private Path home;
  private Workspace workspace;
  private Cluster cluster;
  private Map<String, String> machines;

  abstract Local provider(Path home);

  @BeforeAll
  void startACluster(@TempDir Path temporary) {
    home = temporary;
    workspace = Workspace.create("demo", provider(home));
    cluster =
        workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(2).max(4)).start().await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    for (var each : workspace.clusters()) {
      assertThat(workspace.attach(each.name()).terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  @BeforeEach
  void note() {
    cluster.awaitStatus("to be ready", status -> status.state() == ClusterState.READY, SOON);
    machines = machines();
  }

  @AfterEach
  void nothingIsReplaced() {
    ClusterStatus status =
        cluster.awaitStatus("to be ready", seen -> seen.state() == ClusterState.READY, SOON);
    assertThat(machines()).isEqualTo(machines);
    assertThat(status.readyWorkers()).isEqualTo(2);
    assertThat(cluster.events()).noneMatch(FrozenScenarioIT::isLoss);
  }

  @Test
  void everythingMaySleep() {
    GatedJob job = GatedJob.start(workspace, cluster);
    List<Long> all = processes();

    try (Frozen frozen = Frozen.freeze(all)) {
      assertThat(frozen).isNotNull();
      pass(ASLEEP);
    }

    job.open();
    job.assertWhole();
  }

  @InFull
  @Test
  void aStartMaySleepWithItsClient() {
    try (ClientJvm client =
        ClientJvm.startOrAttach(home, provider(home).isCloudLike(), "sleeper")) {
      client.awaitLine("CREATE_WORKERS STARTED");
      List<Long> all = new ArrayList<>(List.of(client.pid()));
      all.addAll(processes(workspace.attach("sleeper").uid()));
      try (Frozen frozen = Frozen.freeze(all)) {
        assertThat(frozen).isNotNull();
        pass(ASLEEP);
      }
      String uid = client.awaitLine("uid ");
      assertThat(TestMachines.slots(workspace, uid))
          .extracting(SlotObservation::slot)
          .containsExactlyInAnyOrder("head", "workers-1");
    }
  }

  /** The way between machines of this computer cannot be cut, so the one who talks is stopped. */
  @InFull
  @Test
  void aWorkerThatIsNotHeardForFifteenSecondsIsNotReplaced() {
    String worker = workers().get(0);
    try (Frozen frozen = Frozen.freeze(nodeControllers(List.of(worker)))) {
      assertThat(frozen).isNotNull();
      throughout(Duration.ofSeconds(15), this::machines, machines);
      assertThat(state(worker)).isEqualTo(NodeState.SUSPECT);
    }
  }

  @InFull
  @Test
  void ofManyThatAreSilentAtOnceNoneIsReplacedBeforeTheyWereAwaitedAnew() {
    try (Frozen frozen = Frozen.freeze(nodeControllers(workers()))) {
      assertThat(frozen).isNotNull();
      cluster.awaitStatus(
          "to say that many are silent",
          status ->
              status.state() == ClusterState.DEGRADED
                  && status.reason().contains("2 of 2 workers are silent at the same time"),
          SOON);
      // One alone would be given up after 30 s.
      throughout(Duration.ofSeconds(30), this::machines, machines);
    }
  }

  /** Lets time pass in which nothing is to be looked at. */
  private static void pass(Duration time) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      LockSupport.parkNanos(end - System.nanoTime());
    }
  }

  private static <T> void throughout(Duration time, Supplier<T> source, T expected) {
    long end = System.nanoTime() + time.toNanos();
    while (System.nanoTime() - end < 0) {
      assertThat(source.get()).isEqualTo(expected);
      pass(Duration.ofMillis(200));
    }
  }

  private static boolean isLoss(Event event) {
    return event instanceof NodeEvent node && node.to() == NodeState.LOST;
  }

  private NodeState state(String worker) {
    return cluster.nodes().stream()
        .filter(node -> node.id().equals(worker))
        .findFirst()
        .orElseThrow()
        .state();
  }

  private List<String> workers() {
    return cluster.nodes().stream().filter(node -> !node.isHead()).map(Node::id).toList();
  }

  private List<Long> nodeControllers(List<String> nodes) {
    return nodes.stream()
        .map(node -> NodeProcesses.of(workspace, cluster, node).nodeController().orElseThrow())
        .toList();
  }

  private List<Long> processes() {
    return processes(cluster.uid());
  }

  private List<Long> processes(String uid) {
    return TestMachines.slots(workspace, uid).stream()
        .flatMap(slot -> slot.address().stream())
        .map(address -> TestMachines.marker((ProcessAddress) address))
        .flatMap(marker -> TestMachines.processes(marker).stream())
        .toList();
  }

  private Map<String, String> machines() {
    Map<String, String> machines = new TreeMap<>();
    for (SlotObservation slot : TestMachines.slots(workspace, cluster.uid())) {
      machines.put(slot.slot(), slot.state() + " " + slot.machineId().orElse(""));
    }
    return machines;
  }
}
