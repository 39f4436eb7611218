/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.machine.ClusterKey;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scenario on machines that are logged in to. */
class ContainerClusterIT extends ClusterScenarioIT {
  private static final String PATTERNS = "/opt/patterns";

  /** Of all files and processes that the user who runs it may look at. */
  private static final String SEARCH =
      """
      cd /proc
      grep -salF -f %1$s [0-9]*/cmdline [0-9]*/environ
      grep -rsalF -f %1$s /var/lib/cloudtik /var/log /etc /home /run /tmp
      true
      """
          .formatted(PATTERNS);

  @Override
  ProviderConfig provider(Path home) {
    return Local.containers().at(home).image(TestImage.JAVA.required()).internal();
  }

  @Test
  void neitherDockerNorAnotherUserOfAMachineNorALogShowsASecret(@TempDir Path here)
      throws Exception {
    List<String> secrets = new ArrayList<>(secrets());
    secrets.addAll(privateKey());
    Path patterns = Files.write(here.resolve("patterns"), secrets);
    for (SlotObservation slot : TestMachines.slots(workspace(), cluster().uid())) {
      String container = slot.machineId().orElseThrow();
      DockerCommand.run("cp", patterns.toString(), container + ":" + PATTERNS);
      DockerCommand.run("exec", container, "chmod", "644", PATTERNS);

      assertThat(DockerCommand.run("inspect", container)).doesNotContain(secrets);
      assertThat(DockerCommand.run("logs", container)).isNotEmpty().doesNotContain(secrets);
      assertThat(DockerCommand.run("exec", "--user", "bob", container, "sh", "-c", SEARCH))
          .isEmpty();
      assertThat(DockerCommand.lines("exec", container, "sh", "-c", SEARCH))
          .anyMatch(file -> file.endsWith("/secrets/redis-node"))
          .noneMatch(file -> file.endsWith(".log") || file.contains("/logs/"))
          .noneMatch(file -> file.endsWith("/cmdline") || file.endsWith("/environ"));
    }
  }

  /** Returns the lines of the key that hold what is private. */
  private List<String> privateKey() {
    return ClusterKey.find(TestMachines.records(workspace()), cluster().uid())
        .orElseThrow()
        .privateText()
        .lines()
        .filter(line -> !line.startsWith("-----"))
        .skip(2)
        .filter(line -> line.length() > 40)
        .toList();
  }
}
