/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.Eventually;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the tests of this module break clusters with does what it says. */
class NodeProcessesTest {
  @TempDir private Path directory;
  private Process process;
  private NodeProcesses node;

  @BeforeEach
  void startAService() throws Exception {
    ProcessBuilder builder = new ProcessBuilder("sleep", "600");
    builder.environment().put("CLOUDTIK_TEST", directory.toString());
    process = builder.start();
    Path folder = Files.createDirectories(directory.resolve("services/sleeper"));
    Files.writeString(folder.resolve("pid"), process.pid() + " 1@x 2 3@x\n");
    node = new NodeProcesses(directory, "CLOUDTIK_TEST=" + directory);
  }

  @AfterEach
  void killIt() {
    process.destroyForcibly();
  }

  @Test
  void whatIsFrozenStandsStillUntilItIsClosed() {
    Eventually.becomes("the state", () -> NodeProcesses.state(process.pid()), s -> s == 'S');
    try (Frozen frozen = Frozen.freeze(node.all())) {
      assertThat(frozen).isNotNull();
      Eventually.becomes("the state", () -> NodeProcesses.state(process.pid()), s -> s == 'T');
      assertThat(node.services()).containsEntry("sleeper", process.pid());
    }
    Eventually.becomes("the state", () -> NodeProcesses.state(process.pid()), s -> s == 'S');
  }

  @Test
  void whatIsKilledIsFoundNoMore() throws Exception {
    assertThat(node.service("sleeper")).hasValue(process.pid());
    Frozen.kill(List.of(process.pid()));

    assertThat(process.waitFor()).isEqualTo(137);
    assertThat(node.service("sleeper")).isEmpty();
    assertThat(node.all()).isEmpty();
    assertThat(node.keeper()).isEmpty();
  }
}
