/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterDraft;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * The quick start as it is, on machines with addresses of their own. Alone, as it looks at what is
 * printed, and as Spark on machines that share a computer takes all of it.
 */
@EnabledIfSystemProperty(
    named = "cloudtik.endurance",
    matches = "true",
    disabledReason = "it takes long; docs/verification.md has the command")
final class QuickStartIT {
  @Test
  void allOfItWorksOnMachinesThatAreLoggedInTo(@TempDir Path home) throws Exception {
    String image = TestImage.JAVA.required();

    String text =
        printed(Local.containers().at(home).image(image).internal(), UnaryOperator.identity());

    requireAll(text);
    assertThat(
            DockerCommand.lines("ps", "-aq", "--filter", "label=io.cloudtik.workspace=quickstart"))
        .isEmpty();
  }

  @Test
  void allOfItWorksWhereNodesAreContainersOnTheirMachines(@TempDir Path home) throws Exception {
    try (EngineHosts hosts = EngineHosts.start(home, 5)) {
      String text = printed(hosts.provider(), draft -> draft.withContainer(hosts::describe));

      requireAll(text);
      assertThat(hosts.left()).isEmpty();
    }
  }

  @Test
  void allOfItWorksOnInstancesOfAws() throws Exception {
    try (InstancesOfAws region = new InstancesOfAws()) {
      String text = printed(region.provider(), UnaryOperator.identity());

      requireAll(text);
      assertThat(region.left()).isEmpty();
    }
  }

  private static String printed(ProviderConfig provider, UnaryOperator<ClusterDraft> change)
      throws Exception {
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      new QuickStart().run(Path.of("data"), provider, change);
    } finally {
      System.setOut(console);
      console.print(printed.toString(StandardCharsets.UTF_8));
    }
    return printed.toString(StandardCharsets.UTF_8);
  }

  private static void requireAll(String text) {
    assertThat(text)
        .contains("departure")
        .contains("mean_delay_minutes")
        .contains("Cluster flights is READY")
        .contains("== Scaling to three workers")
        .containsPattern("[1-9][0-9]* processes killed")
        .contains("workers-4")
        .endsWith("Left behind: nothing\n");
    // Each node at an address of its own; another worker may get that of one that is gone.
    assertThat(
            text.lines()
                .filter(line -> line.matches("  \\S+ +READY .*"))
                .map(line -> line.strip().split(" +", -1)[2])
                .distinct()
                .count())
        .isBetween(4L, 5L);
  }
}
