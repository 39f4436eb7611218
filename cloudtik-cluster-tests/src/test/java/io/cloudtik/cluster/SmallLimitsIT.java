/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client and nodes with little of what systems hand out. */
class SmallLimitsIT {
  private static final Path GROUPS = Path.of("/sys/fs/cgroup/memory");

  @TempDir Path directory;

  @Test
  void a256OpenFilesAreEnoughForClientAndNodes() throws Exception {
    Path input = Files.writeString(directory.resolve("input"), "data\n");
    OtherJvm jvm =
        OtherJvm.of(OneCluster.class, directory.resolve("home"), "ulimit -n; cat input", input)
            .startedBy("/bin/sh", "-c", "ulimit -n 256; exec \"$0\" \"$@\"");

    assertThat(jvm.run()).contains("OUTPUT 256", "OUTPUT data", "LEFT []");
  }

  @Test
  void twoGigabytesAreEnoughForClientAndNodesTogether() throws Exception {
    boolean possible = Files.isWritable(GROUPS) && SmallDisk.isRoot();
    if (!possible) {
      System.out.println("NOT TESTED, as it needs root and cgroup v1: a memory limit of 2 GB");
    }
    assumeTrue(possible);
    Path group = Files.createDirectory(GROUPS.resolve("cloudtik-" + ProcessHandle.current().pid()));
    try {
      Files.writeString(group.resolve("memory.limit_in_bytes"), Long.toString(2L << 30));
      Path input = Files.writeString(directory.resolve("input"), "data\n");
      OtherJvm jvm =
          OtherJvm.of(OneCluster.class, directory.resolve("home"), "cat input", input)
              .startedBy(
                  "/bin/sh",
                  "-c",
                  "echo $$ > '" + group.resolve("cgroup.procs") + "'; exec \"$0\" \"$@\"");

      assertThat(jvm.run()).contains("OUTPUT data", "LEFT []");
      // The kernel counts each time that it had to refuse or to take back memory at the limit.
      assertThat(number(group.resolve("memory.max_usage_in_bytes"))).isGreaterThan(100L << 20);
      assertThat(Files.readString(group.resolve("memory.oom_control"))).contains("oom_kill 0");
      System.out.printf(
          "ENDURANCE memory of client, head and one worker: %d MiB%n",
          number(group.resolve("memory.max_usage_in_bytes")) >> 20);
    } finally {
      Files.delete(group);
    }
  }

  private static long number(Path file) throws IOException {
    return Long.parseLong(Files.readString(file).strip());
  }
}
