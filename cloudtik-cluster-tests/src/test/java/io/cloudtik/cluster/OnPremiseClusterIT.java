/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** The scenario on hosts that were there before, and are as they were afterwards. */
class OnPremiseClusterIT extends ClusterScenarioIT {
  private static final int HOSTS = 5;

  private final List<LabMachine> machines = new ArrayList<>();
  private @Nullable MachineLab lab;

  @Override
  ProviderConfig provider(Path home) {
    MachineLab opened = open(home);
    lab = opened;
    List<Host> hosts = new ArrayList<>();
    for (int i = 1; i <= HOSTS; i++) {
      LabMachine machine = opened.start("h" + i);
      machines.add(machine);
      hosts.add(
          Host.builder()
              .name("h" + i)
              .address(machine.host())
              .addHostKeys(machine.hostKey())
              .identityFile(opened.identity())
              .cpus(2)
              .memory(DataSize.gib(2))
              .build());
    }
    return OnPremise.hosts(home, hosts);
  }

  private static MachineLab open(Path home) {
    try {
      Files.createDirectory(home);
      Path keys = Files.createDirectory(home.resolveSibling("keys"));
      return MachineLab.open(keys, TestImage.JAVA).sharing(home);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The power fails for a moment. */
  @Override
  boolean kill(MachineAddress address) {
    LabMachine machine =
        machines.stream()
            .filter(each -> each.host().equals(address.host()))
            .findFirst()
            .orElseThrow();
    machine.stop();
    machine.start();
    return true;
  }

  @Test
  void aClusterThatEndsByItselfLeavesNothing() throws Exception {
    Cluster cluster =
        workspace()
            .cluster("idle")
            .withWorkers(w -> w.min(0).max(0))
            .withLifetime(Lifetime.untilIdle(Duration.ofSeconds(10)))
            .start()
            .await(Duration.ofMinutes(2));

    Eventually.becomes(
        "nothing of the cluster is on any host",
        Duration.ofMinutes(1),
        () -> machines.stream().map(machine -> left(machine, cluster.uid())).toList(),
        all -> all.stream().allMatch(String::isEmpty));
    assertThat(TestMachines.slots(workspace(), cluster.uid())).isEmpty();
  }

  /** Returns processes, directories and keys on a machine that have a name in them. */
  private static String left(LabMachine machine, String name) {
    String all =
        machine.exec(
            "sh",
            "-c",
            "ps -eo args; find /var/lib/cloudtik; cat /root/.ssh/authorized_keys; true");
    return all.lines()
        .filter(line -> line.contains("cloudtik"))
        .filter(line -> line.contains(name))
        .collect(Collectors.joining("\n"));
  }

  @AfterAll
  @Override
  void leaveNothing() {
    try {
      super.leaveNothing();
      for (LabMachine machine : machines) {
        assertThat(left(machine, "demo")).isEmpty();
      }
    } finally {
      if (lab != null) {
        lab.close();
      }
    }
  }
}
