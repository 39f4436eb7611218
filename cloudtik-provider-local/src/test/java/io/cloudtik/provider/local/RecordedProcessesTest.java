/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How processes are found where their environment cannot be seen; works on each system. */
class RecordedProcessesTest {
  private final RecordedProcesses processes = new RecordedProcesses();
  @TempDir private Path disk;
  private Process shim;
  private Path pidFile;

  @BeforeEach
  void startService() throws IOException {
    pidFile = Files.createDirectories(disk.resolve("services/master")).resolve("pid");
    shim = new ProcessBuilder("sh", "-c", "sleep 600 & sleep 600; exit").start();
    Files.writeString(pidFile, shim.pid() + " 123\n");
    Eventually.becomes(
        "the service runs", () -> shim.descendants().count(), children -> children == 2);
  }

  @AfterEach
  void endService() {
    List<ProcessHandle> children = shim.descendants().toList();
    shim.destroyForcibly();
    children.forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void whatPidFilesNameIsFoundWithItsChildren() {
    assertThat(processes.find(Map.of("local-1", disk))).hasSize(3).contains(shim.toHandle());
  }

  @Test
  void endingEndsThemAll() {
    List<ProcessHandle> children = shim.descendants().toList();

    new MachineEnding(processes).end(Map.of("local-1", disk));

    assertThat(children).hasSize(2).noneMatch(MachineFixture::runs);
    assertThat(MachineFixture.runs(shim.toHandle())).isFalse();
  }

  @Test
  void aProcessThatGotTheNumberLaterIsNotMeant() throws IOException {
    Files.setLastModifiedTime(pidFile, FileTime.from(Instant.now().minusSeconds(3600)));

    assertThat(processes.find(Map.of("local-1", disk))).isEmpty();
  }

  @Test
  void aPidFileWithoutANumberIsPassedOver() throws IOException {
    Files.writeString(pidFile, "");

    assertThat(processes.find(Map.of("local-1", disk))).isEmpty();
  }
}
