/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.provider.local.Local;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
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
    PrintStream console = System.out;
    ByteArrayOutputStream printed = new ByteArrayOutputStream();
    try {
      System.setOut(new PrintStream(printed, true, StandardCharsets.UTF_8));
      new QuickStart().run(Path.of("data"), Local.containers().at(home).image(image).internal());
    } finally {
      System.setOut(console);
      console.print(printed.toString(StandardCharsets.UTF_8));
    }

    String text = printed.toString(StandardCharsets.UTF_8);
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
    assertThat(
            DockerCommand.lines("ps", "-aq", "--filter", "label=io.cloudtik.workspace=quickstart"))
        .isEmpty();
  }
}
