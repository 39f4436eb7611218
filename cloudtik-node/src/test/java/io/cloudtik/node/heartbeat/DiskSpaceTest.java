/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  private final List<String> notices = new ArrayList<>();
  private long free = DiskSpace.ENOUGH;

  private final DiskSpace disk =
      new DiskSpace("workers-1", Path.of("/node"), () -> free, notices::add);

  @Test
  void aFullDiskIsToldOnceWithWhatToDoAndWhenThereIsRoomAgain() {
    assertThat(disk.look()).isEmpty();
    free = 5 << 10;

    assertThat(disk.look())
        .hasValueSatisfying(
            report -> {
              assertThat(report.state()).isEqualTo(ServiceState.UNHEALTHY);
              assertThat(report.message())
                  .isEqualTo(
                      "/node is full: 5 KiB are free, expected at least 4096; make room there");
            });
    assertThat(disk.look()).isPresent();
    assertThat(notices).hasSize(1).first().asString().contains("workers-1 gets no jobs");

    free = DiskSpace.ENOUGH;
    assertThat(disk.look()).isEmpty();
    assertThat(disk.look()).isEmpty();
    assertThat(notices).hasSize(2).last().asString().contains("has room again");
  }

  @Test
  void aDirectoryThatIsGoneSaysNothing(@TempDir Path directory) {
    DiskSpace gone = new DiskSpace("workers-1", directory.resolve("gone"), notices::add);

    assertThat(gone.look()).isEmpty();
    assertThat(notices).isEmpty();
  }
}
