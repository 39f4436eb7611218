/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskSpaceTest {
  private final List<String> notices = new ArrayList<>();
  private long free = DiskSpace.ENOUGH;

  private String refused = "";
  private int writes;

  private final DiskSpace disk =
      new DiskSpace(
          "workers-1",
          Path.of("/node"),
          new DiskSpace.Disk() {
            @Override
            public long freeBytes() {
              return free;
            }

            @Override
            public void write() throws IOException {
              writes++;
              if (!refused.isEmpty()) {
                throw new FileSystemException("/node/.write", null, refused);
              }
            }
          },
          notices::add);

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
    assertThat(notices).hasSize(2).last().asString().contains("can be written to again");
  }

  @Test
  void whatHasRoomAndTakesNoFilesIsToldToo() {
    assertThat(disk.look()).isEmpty();
    refused = "Read-only file system";

    assertThat(IntStream.range(0, DiskSpace.PAUSE).filter(i -> disk.look().isPresent()).count())
        .as("it is not tried at each look")
        .isEqualTo(1);
    assertThat(disk.look())
        .hasValueSatisfying(
            report ->
                assertThat(report.message())
                    .startsWith("/node cannot be written to:")
                    .contains("is read-only", "df -i"));
    assertThat(notices).hasSize(1).first().asString().contains("workers-1 gets no jobs");

    refused = "";
    assertThat(disk.look()).as("from now on it is tried at once").isEmpty();
    assertThat(notices).hasSize(2).last().asString().contains("can be written to again");
    assertThat(writes).isEqualTo(4);
  }

  @Test
  void aDirectoryThatTakesFilesKeepsNoneOfThem(@TempDir Path directory) {
    DiskSpace fine = new DiskSpace("workers-1", directory, notices::add);

    assertThat(fine.look()).isEmpty();
    assertThat(directory).isEmptyDirectory();
    assertThat(notices).isEmpty();
  }

  @Test
  void aDirectoryThatIsGoneSaysNothing(@TempDir Path directory) {
    DiskSpace gone = new DiskSpace("workers-1", directory.resolve("gone"), notices::add);

    assertThat(gone.look()).isEmpty();
    assertThat(notices).isEmpty();
  }
}
