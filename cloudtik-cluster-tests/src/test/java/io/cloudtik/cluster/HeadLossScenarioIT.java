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
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.testkit.Eventually;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/**
 * The head dies as a whole, once with its directory kept and once with it deleted. What was asked
 * for survives, and the workers that live are taken over with what runs on them.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class HeadLossScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final Duration AT_MOST = Duration.ofHours(3);

  private Workspace workspace;
  private Cluster cluster;

  abstract ProviderConfig provider(Path home);

  /** Says whether a head comes back on the machine that it was on, with what it told before. */
  boolean keepsItsMachine() {
    return true;
  }

  @BeforeAll
  void startACluster(@TempDir Path home) {
    workspace = Workspace.create("demo", provider(home));
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(1).max(4))
            .withLifetime(Lifetime.untilTerminated().atMost(AT_MOST))
            .start()
            .await(SOON);
    // A wish that differs from the spec, so that a new head cannot find it there.
    cluster.scaleTo(2).await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  @Test
  void aHeadWhoseDirectoryIsKeptComesBack() throws Exception {
    Loss loss = loseTheHead(false);
    int events = loss.events;

    cluster.recover().await(SOON);

    loss.assertNothingIsLost();
    if (keepsItsMachine()) {
      assertThat(cluster.events()).hasSizeGreaterThan(events);
    }
  }

  @Test
  void aHeadWhoseDirectoryIsDeletedIsReplacedAndWorkersAreTakenOver() throws Exception {
    Loss loss = loseTheHead(true);

    Cluster found = workspace.cluster(cluster.spec()).startOrAttach().await(SOON);

    assertThat(found.uid()).isEqualTo(cluster.uid());
    loss.assertNothingIsLost();
  }

  /** Runs a job on a worker, kills the head, and lets the job end while there is no head. */
  private Loss loseTheHead(boolean delete) throws Exception {
    Job finished = cluster.submit(JobSpec.command("echo", "before"));
    finished.await(SOON);
    Loss loss = new Loss(finished, GatedJob.start(workspace, cluster));

    if (delete) {
      TestMachines.destroy(workspace, cluster, "head");
    } else {
      TestMachines.killProcesses(workspace, cluster, "head");
    }
    ClusterStatus status =
        cluster.awaitStatus("no head", s -> s.state() == ClusterState.UNREACHABLE, SOON);
    assertThat(status.reason())
        .containsAnyOf("head is gone", "if it does not come back")
        .contains("recover()");
    assertThat(loss.pids()).isEqualTo(loss.pids);
    return loss;
  }

  /** What was there when the head died. */
  private final class Loss {
    private final Job finished;
    private final GatedJob running;
    private final Map<String, String> machines = machines();
    private final List<String> nodes = nodes();
    private final Map<String, Long> pids;
    private final int events = cluster.events().size();
    private final List<String> lines = Collections.synchronizedList(new ArrayList<>());
    private final CompletableFuture<Void> following;

    Loss(Job finished, GatedJob running) {
      this.finished = finished;
      this.following = CompletableFuture.runAsync(() -> running.job().follow(lines::add, SOON));
      this.running = running;
      this.pids = pids();
    }

    /** Returns the processes of workers that must not be touched, by what they do. */
    private Map<String, Long> pids() {
      Map<String, Long> pids = new TreeMap<>();
      for (String node : nodes) {
        if (!node.equals("head")) {
          NodeProcesses worker = NodeProcesses.of(workspace, cluster, node);
          worker.nodeController().ifPresent(pid -> pids.put("node controller " + node, pid));
          worker.keeper().ifPresent(pid -> pids.put("keeper of " + node, pid));
          worker.job(running.id()).ifPresent(pid -> pids.put("job on " + node, pid));
        }
      }
      return pids;
    }

    void assertNothingIsLost() throws Exception {
      ClusterStatus status = cluster.status();
      assertThat(status.state()).isEqualTo(ClusterState.READY);
      assertThat(status.wanted()).containsEntry("workers", 2);
      assertThat(nodes()).isEqualTo(nodes);
      assertThat(pids()).isEqualTo(pids).hasSize(5);
      Map<String, String> now = machines();
      now.remove("head");
      assertThat(machines).containsAllEntriesOf(now);
      assertThat(cluster.spec().effectiveLifetime().ageLimit()).hasValue(AT_MOST);

      // A head without memory hears of it from its node.
      Eventually.becomes("the job", () -> running.job().status().state(), JobState.RUNNING::equals);
      Eventually.becomes("the output", running.job()::output, text -> text.equals("1\n2\n3\n"));
      running.open();
      running.assertWhole();
      following.get();
      assertThat(lines).containsExactly("1", "2", "3", "4", "5", "6");
      assertThat(finished.await(SOON).output()).isEqualTo("before\n");

      assertThat(cluster.submit(JobSpec.command("echo", "after")).await(SOON).output())
          .isEqualTo("after\n");
    }
  }

  private List<String> nodes() {
    return cluster.nodes().stream().map(Node::id).sorted().toList();
  }

  private Map<String, String> machines() {
    Map<String, String> machines = new TreeMap<>();
    for (SlotObservation slot : TestMachines.slots(workspace, cluster.uid())) {
      if (slot.state() == SlotState.RUNNING) {
        machines.put(slot.slot(), slot.machineId().orElseThrow());
      }
    }
    return machines;
  }
}
