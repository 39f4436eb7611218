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
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A cluster on machines where systemd, the real one, is what starts everything. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SystemdIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  /** As an odd directory of a host can be. */
  private static final Path DIRECTORY = Path.of("/srv/a b$c%d\"e");

  private final List<LabMachine> machines = new ArrayList<>();
  private @Nullable MachineLab lab;
  private @Nullable Workspace workspace;
  private @Nullable Cluster cluster;

  @BeforeAll
  void startACluster(@TempDir Path temporary) throws IOException {
    Path store = Files.createDirectory(temporary.resolve("store"));
    lab =
        MachineLab.open(Files.createDirectory(temporary.resolve("keys")), TestImage.SYSTEMD)
            .sharing(store)
            .with(TestImage.optionsOfSystemd());
    List<Host> hosts = new ArrayList<>();
    for (String name : List.of("h1", "h2")) {
      LabMachine machine = lab.start(name);
      machines.add(machine);
      hosts.add(
          Host.builder()
              .name(name)
              .address(machine.host())
              .addHostKeys(machine.hostKey())
              .identityFile(lab.identity())
              .directory(DIRECTORY)
              .cpus(2)
              .memory(DataSize.gib(2))
              .build());
    }
    workspace = Workspace.create("systemd", OnPremise.hosts(store, hosts));
    cluster =
        workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(1).max(1)).start().await(SOON);
  }

  @AfterAll
  void close() {
    if (workspace != null) {
      workspace.close();
    }
    if (lab != null) {
      lab.close();
    }
  }

  private Cluster cluster() {
    return Objects.requireNonNull(cluster);
  }

  @Test
  @Order(1)
  void eachNodeIsAServiceOfSystemd() {
    for (LabMachine machine : machines) {
      assertThat(machine.exec("sh", "-c", "systemctl is-active 'cloudtik-*'")).isEqualTo("active");
      assertThat(
              machine.exec(
                  "sh", "-c", "systemd-analyze verify /etc/systemd/system/cloudtik-*.service 2>&1"))
          .isEmpty();
    }
  }

  @Test
  @Order(2)
  void aNodeOfWhichKeeperAndNodeControllerWereKilledIsThereAgain() {
    LabMachine worker = machines.get(1);
    String before = pids(worker);

    worker.exec(
        "sh",
        "-c",
        "cut -d ' ' -f 1 /srv/*/*/*/*/run/keeper.pid /srv/*/*/*/*/run/node.pid | xargs kill -9");

    Eventually.becomes(
        "a node controller",
        Duration.ofMinutes(1),
        () -> pids(worker),
        pids -> pids.lines().count() == 2 && !pids.equals(before));
    whole();
  }

  private static String pids(LabMachine machine) {
    return machine.exec(
        "sh", "-c", "cat /srv/*/*/*/*/run/keeper.pid /srv/*/*/*/*/run/node.pid 2>&1; true");
  }

  @Test
  @Order(3)
  void nodesAreThereAgainAfterAPowerFailureOfAllMachinesAndNobodyDidAnything() {
    List<String> before = nodes(whole());

    machines.forEach(LabMachine::stop);
    machines.forEach(LabMachine::start);

    assertThat(nodes(whole())).isEqualTo(before);
    assertThat(cluster().submit(JobSpec.command("echo", "here")).await(SOON).output())
        .isEqualTo("here\n");
  }

  @Test
  @Order(4)
  void nothingIsLeft() {
    assertThat(cluster().terminate().leftBehind()).isEmpty();
    for (LabMachine machine : machines) {
      assertThat(
              machine.exec(
                  "systemctl", "list-units", "--all", "--plain", "--no-legend", "cloudtik*"))
          .isEmpty();
      assertThat(machine.exec("find", "/etc/systemd", DIRECTORY.toString(), "-name", "*cloudtik*"))
          .isEmpty();
      assertThat(
              machine.exec("sh", "-c", "pgrep -fa 'keeper[.]sh|NodeMai[n]|redis-serve[r]'; true"))
          .isEmpty();
    }
    Objects.requireNonNull(workspace).delete();
  }

  private ClusterStatus whole() {
    return cluster()
        .awaitStatus(
            "all nodes to be ready",
            status -> status.state() == ClusterState.READY && nodes(status).size() == 2,
            SOON);
  }

  private static List<String> nodes(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> node.state() == NodeState.READY)
        .map(Node::id)
        .sorted()
        .toList();
  }
}
