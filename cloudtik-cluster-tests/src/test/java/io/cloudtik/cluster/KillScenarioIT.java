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
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Operation;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills one process of a cluster after another, without asking, and looks what is lost: nothing.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class KillScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(2);
  private static final String CONTROLLER = "cluster-controller";

  private Workspace workspace;
  private Cluster cluster;

  abstract ProviderConfig provider(Path home);

  @BeforeAll
  void startACluster(@TempDir Path home) {
    workspace = Workspace.create("demo", provider(home));
    cluster =
        workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(2).max(4)).start().await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  @BeforeEach
  void awaitReady() {
    cluster.awaitStatus("to be ready", status -> status.state() == ClusterState.READY, SOON);
  }

  @Test
  void aNodeControllerComesBackAndTheJobOfItsNodeLosesNothing() {
    GatedJob job = GatedJob.start(workspace, cluster);
    NodeProcesses worker = job.node();
    long controller = worker.nodeController().orElseThrow();

    Frozen.kill(List.of(controller));
    job.open();
    awaitAnother("node controller", worker::nodeController, controller);

    job.assertWhole();
  }

  @InFull
  @Test
  void aJobOutlivesSeveralNodeControllers() {
    GatedJob job = GatedJob.start(workspace, cluster);
    NodeProcesses worker = job.node();
    long process = worker.job(job.id()).orElseThrow();
    for (int i = 0; i < 2; i++) {
      long controller = worker.nodeController().orElseThrow();
      Frozen.kill(List.of(controller));
      awaitAnother("node controller", worker::nodeController, controller);
      assertThat(worker.job(job.id())).hasValue(process);
    }
    job.open();
    job.assertWhole();
  }

  @Test
  void theNodeControllerOfTheHeadComesBackAndItsServicesNoticeNothing() {
    NodeProcesses head = node("head");
    Map<String, Long> services = head.services();
    assertThat(services).containsKeys("redis-primary", "redis-shard-0", CONTROLLER);
    long controller = head.nodeController().orElseThrow();

    Frozen.kill(List.of(controller));

    awaitAnother("node controller", head::nodeController, controller);
    assertThat(head.services()).isEqualTo(services);
    cluster.awaitStatus("to be ready", status -> status.state() == ClusterState.READY, SOON);
    assertThat(head.services()).isEqualTo(services);
  }

  @Test
  void aKeeperIsBroughtBackByItsNodeControllerAndGoesOnWatchingIt() {
    for (String name : List.of("head", worker())) {
      NodeProcesses node = node(name);
      long keeper = node.keeper().orElseThrow();
      long controller = node.nodeController().orElseThrow();

      Frozen.kill(List.of(keeper));
      awaitAnother("keeper of " + name, node::keeper, keeper);
      assertThat(node.nodeController()).hasValue(controller);

      Frozen.kill(List.of(controller));
      awaitAnother("node controller of " + name, node::nodeController, controller);
    }
  }

  @Test
  void aHeadThatLostKeeperAndNodeControllerGetsBothBackFromItsClusterController() {
    NodeProcesses head = node("head");
    long keeper = head.keeper().orElseThrow();
    long controller = head.nodeController().orElseThrow();
    Map<String, Long> services = head.services();

    Frozen.kill(List.of(keeper, controller));

    awaitAnother("keeper", head::keeper, keeper);
    awaitAnother("node controller", head::nodeController, controller);
    assertThat(head.services()).isEqualTo(services);
  }

  @InFull
  @Test
  void aWorkerThatLostKeeperAndNodeControllerIsReplaced() {
    String victim = worker();
    NodeProcesses node = node(victim);
    Frozen.kill(List.of(node.keeper().orElseThrow(), node.nodeController().orElseThrow()));

    cluster.awaitStatus(
        "a replacement of " + victim,
        status ->
            status.readyWorkers() == 2 && readyWorkers(status).stream().noneMatch(victim::equals),
        SOON);
    Eventually.becomes("processes of " + victim, node::all, List::isEmpty);
  }

  @Test
  void aClusterControllerThatIsKilledWhileItLaunchesLaunchesNothingTwice() {
    Set<String> before = Set.copyOf(nodesEver());
    NodeProcesses head = node("head");
    Operation<Cluster> growth = cluster.scaleTo(4);
    long first = head.service(CONTROLLER).orElseThrow();
    // Its wish is recorded; now or a moment later it asks the provider.
    Frozen.kill(List.of(first));
    long second = awaitAnother(CONTROLLER, () -> head.service(CONTROLLER), first);
    if (Boolean.getBoolean(InFull.PROPERTY)) {
      Eventually.becomes("machines", this::machines, all -> all.size() > 3);
      Frozen.kill(List.of(second));
    }

    growth.await(SOON);
    assertThat(machines()).hasSize(5);
    // A number may be skipped by a kill between two records; a machine too many may not be.
    assertThat(nodesEver()).containsAll(before).hasSize(before.size() + 2);
    cluster.scaleTo(2).await(SOON);
  }

  @Test
  void redisServersThatAreKilledLoseNothingThatWasAcknowledged() throws Exception {
    NodeProcesses head = node("head");
    List<Event> told = cluster.events();
    List<String> nodes = nodes();
    List<Job> acknowledged = Collections.synchronizedList(new ArrayList<>());
    AtomicBoolean enough = new AtomicBoolean();
    CompletableFuture<Void> client =
        CompletableFuture.runAsync(() -> submitUntil(enough, acknowledged));
    for (String server : List.of("redis-primary", "redis-shard-0")) {
      Eventually.becomes("jobs", acknowledged::size, size -> size >= 3);
      long pid = head.service(server).orElseThrow();
      Frozen.kill(List.of(pid));
      awaitAnother(server, () -> head.service(server), pid);
      int submitted = acknowledged.size();
      Eventually.becomes("jobs after it", acknowledged::size, size -> size >= submitted + 2);
    }
    enough.set(true);
    client.get();

    assertThat(acknowledged)
        .allSatisfy(job -> assertThat(job.await(SOON).output()).isEqualTo("done\n"));
    assertThat(cluster.events()).containsAll(told);
    assertThat(nodes()).isEqualTo(nodes);
  }

  /** Submits small jobs as a program does that repeats what was not acknowledged. */
  private void submitUntil(AtomicBoolean enough, List<Job> acknowledged) {
    for (int i = 0; !enough.get() && i < 100; i++) {
      JobSpec job = JobSpec.command("echo", "done").withKey("redis-" + i);
      acknowledged.add(
          Eventually.becomes("submit", () -> submit(job), Optional::isPresent).orElseThrow());
    }
  }

  private Optional<Job> submit(JobSpec job) {
    try {
      return Optional.of(cluster.submit(job));
    } catch (CloudTikException e) {
      return Optional.empty();
    }
  }

  private static long awaitAnother(String what, Supplier<Optional<Long>> pid, long old) {
    return Eventually.becomes(
            "another " + what + " than " + old,
            pid::get,
            found -> found.isPresent() && found.get() != old)
        .orElseThrow();
  }

  private NodeProcesses node(String name) {
    return NodeProcesses.of(workspace, cluster, name);
  }

  private String worker() {
    return readyWorkers(cluster.status()).get(0);
  }

  private static List<String> readyWorkers(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .map(Node::id)
        .toList();
  }

  private List<String> nodes() {
    return cluster.nodes().stream().map(Node::id).sorted().toList();
  }

  private List<String> machines() {
    return TestMachines.slots(workspace, cluster.uid()).stream()
        .map(SlotObservation::slot)
        .toList();
  }

  /** Returns every node that the cluster ever told of: a launch too many stays seen. */
  private Set<String> nodesEver() {
    return cluster.events().stream()
        .filter(NodeEvent.class::isInstance)
        .map(event -> ((NodeEvent) event).node())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
