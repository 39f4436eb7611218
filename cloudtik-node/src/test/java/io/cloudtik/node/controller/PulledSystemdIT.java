/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.impl.bundle.ContentHash;
import io.cloudtik.impl.pull.BootScript;
import io.cloudtik.impl.pull.BootTicket;
import io.cloudtik.impl.pull.HeadIdentity;
import io.cloudtik.impl.record.SecretsRecord;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine with systemd, the real one, that sets itself up by its boot script and joins at a real
 * server. Nobody logs in to it.
 */
final class PulledSystemdIT {
  private static final String SLOT = "workers-1";
  private static final String SECRET = "5ec".repeat(20);
  private static final Duration SOON = Duration.ofMinutes(1);
  private static final String DIRECTORY = "/var/lib/cloudtik/pulled";

  private static final String BOOT =
      """
      [Service]
      Type=oneshot
      ExecStart=sh /root/boot.sh
      StandardOutput=truncate:/root/console
      """;

  private final Simulation cluster = new Simulation(Specs.workers(1));
  private final HeadIdentity identity = HeadIdentity.make(cluster.records, Simulation.UID);
  private final ExecutorService executor = Executors.newCachedThreadPool();
  @TempDir private Path here;

  @Test
  void aMachineThatSetItselfUpIsANodeAgainAfterAPowerFailure() throws IOException {
    try (MachineLab lab = lab()) {
      LabMachine machine = lab.start("m1");
      String gateway = machine.host().replaceFirst("[0-9]+$", "1");
      WorkerJoin desk = desk();
      try (JoinServer server =
          new JoinServer(new InetSocketAddress(gateway, 0), identity.server(), desk, executor)) {
        desk.at(server.port());
        expect(desk, machine);
        machine.put(script(gateway, server.port()), "/root/boot.sh");

        assertThat(boot(machine)).contains("cloudtik: start keeper");

        assertIsNodeBySystemd(machine);
      }
      // From now on there is nobody who could help.
      String unit = unit(machine);
      machine.stop();
      machine.start();

      assertIsNodeBySystemd(machine);
      machine.exec("sh", "-c", "systemctl stop 'cloudtik-*'");
      for (int i = 0; i < 2; i++) {
        assertThat(boot(machine)).contains("node already");
        assertIsNodeBySystemd(machine);
      }
      assertThat(unit(machine)).isEqualTo(unit);
    } finally {
      executor.shutdownNow();
    }
  }

  private MachineLab lab() throws IOException {
    return MachineLab.open(Files.createDirectory(here.resolve("keys")), TestImage.SYSTEMD)
        .with(TestImage.optionsOfSystemd());
  }

  private WorkerJoin desk() throws IOException {
    NodeLayout layout = new NodeLayout(here.resolve("head"));
    LocalFiles.makeParent(layout.bundle("node"));
    Path bundle = Bundles.materialize(Bundles.find("node"), layout.bundles());
    Files.move(bundle, layout.bundle("node"));
    for (String name : List.of("redis-node", "cluster")) {
      LocalFiles.write(layout.secret(name), "secret of " + name, true);
    }
    LocalFiles.write(layout.clusterSpec(), "{}", true);
    return new WorkerJoin(
        new WorkerParts(cluster.parts(), layout, group -> FakeCloud.SHAPE),
        identity,
        SECRET,
        () -> 1,
        event -> {},
        (node, error) -> {});
  }

  private void expect(WorkerJoin desk, LabMachine machine) {
    NodeRecord node =
        NodeRecord.first(
            SLOT, "workers", null, NodeState.BOOTSTRAPPING, cluster.time.instant(), "");
    desk.push(
        node,
        SshAddress.builder()
            .host(machine.host())
            .user("root")
            .directory(Path.of(DIRECTORY))
            .build(),
        List.of());
  }

  private Path script(String host, int port) throws IOException {
    String sha256 = ContentHash.of(new NodeLayout(here.resolve("head")).bundle("node"));
    URI bundle = URI.create("https://%s:%d/files/%s".formatted(host, port, sha256));
    BootTicket.OfWorker worker =
        new BootTicket.OfWorker(host, port, identity.pin(), SecretsRecord.joinToken(SECRET), "");
    return Files.writeString(
        here.resolve("boot.sh"),
        BootScript.of(
            List.of(new BootScript.Fetched("node.jar", sha256, bundle)),
            new BootTicket(null, worker, null)));
  }

  /** As a service, as machines of clouds do it: what that leaves behind is ended. */
  private String boot(LabMachine machine) throws IOException {
    Path service = Files.writeString(here.resolve("boot.service"), BOOT);
    machine.put(service, "/etc/systemd/system/boot.service");
    machine.exec("systemctl", "start", "boot.service");
    return machine.exec("cat", "/root/console");
  }

  /** Keeper and node controller live, and the keeper is the one that systemd started. */
  private static void assertIsNodeBySystemd(LabMachine machine) {
    Eventually.becomes(
        "a node controller",
        SOON,
        () -> machine.exec("sh", "-c", "pgrep -fc 'NodeMai[n]'; true"),
        count -> count.equals("1"));
    // One that was just started may still be about to write its file.
    Eventually.becomes(
        "the keeper is the one of systemd",
        SOON,
        () -> keeper(machine) + " " + pid(machine),
        pids -> pids.matches("([1-9][0-9]*) \\1"));
    assertThat(machine.exec("sh", "-c", "systemctl is-active 'cloudtik-*'")).isEqualTo("active");
    assertThat(machine.exec("sh", "-c", "pgrep -fc 'keeper[.]sh'; true")).isEqualTo("1");
  }

  private static String keeper(LabMachine machine) {
    return machine.exec("sh", "-c", "systemctl show --property MainPID --value 'cloudtik-*'");
  }

  private static String pid(LabMachine machine) {
    return machine.exec("cut", "-d", " ", "-f", "1", DIRECTORY + "/run/keeper.pid");
  }

  private static String unit(LabMachine machine) {
    return machine.exec("cat", new NodeLayout(Path.of(DIRECTORY)).unit().toString());
  }
}
