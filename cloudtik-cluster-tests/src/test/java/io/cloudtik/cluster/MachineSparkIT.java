/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.runtime.spark.Spark;
import io.cloudtik.runtime.spark.SparkJob;
import io.cloudtik.spec.DataSize;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.LoopDisk;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Spark on hosts that are reached by SSH, each with a disk of its own on which nothing is. */
class MachineSparkIT {
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final int DISK = 256 << 20;

  @TempDir Path here;
  private final List<LabMachine> machines = new ArrayList<>();

  @Test
  void aJobRunsAcrossHostsAndSparkWritesToTheirDataDisks() throws IOException {
    Path store = Files.createDirectory(here.resolve("store"));
    try (LoopDisk first = LoopDisk.ofZeros(here.resolve("first"), DISK);
        LoopDisk second = LoopDisk.ofZeros(here.resolve("second"), DISK);
        MachineLab lab =
            MachineLab.open(Files.createDirectory(here.resolve("keys")), TestImage.JAVA)
                .sharing(store);
        Workspace workspace = Workspace.create("spark", hosts(store, lab, first, second))) {
      Cluster cluster =
          workspace
              .cluster("etl")
              .withWorkers(w -> w.cpus(1).min(1).max(1))
              .withRuntime(Spark.byDefault().withoutConnect())
              .withDataDisks("/dev/loop*")
              .start()
              .await(SOON);

      JobResult result =
          cluster
              .submit(
                  SparkJob.sql(
                      "select count(*) as n, sum(id) as s, count(distinct id % 7) as d"
                          + " from range(0, 100000, 1, 4)"))
              .await(SOON);

      assertThat(result.succeeded()).as(result.output()).isTrue();
      assertThat(result.result().orElse("") + result.output())
          .contains("100000")
          .contains("4999950000");
      assertThat(machines).anyMatch(MachineSparkIT::wasWrittenTo);
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      for (LabMachine machine : machines) {
        assertThat(machine.exec("sh", "-c", "ls /mnt/cloudtik/*")).isEqualTo("lost+found");
      }
      workspace.delete();
    }
  }

  /** What executors wrote goes with them; that they did is seen by when it was made and changed. */
  private static boolean wasWrittenTo(LabMachine machine) {
    String[] times =
        machine.exec("sh", "-c", "stat -c '%W %Y' /mnt/cloudtik/*/node-*/spark").split(" ", -1);
    return Long.parseLong(times[0]) > 0 && Long.parseLong(times[1]) > Long.parseLong(times[0]);
  }

  private OnPremise hosts(Path store, MachineLab lab, LoopDisk... disks) {
    List<Host> hosts = new ArrayList<>();
    for (LoopDisk disk : disks) {
      LabMachine machine = lab.with(LoopDisk.optionsOf(disk)).start("h" + (hosts.size() + 1));
      machines.add(machine);
      hosts.add(
          Host.builder()
              .name("h" + (hosts.size() + 1))
              .address(machine.host())
              .addHostKeys(machine.hostKey())
              .identityFile(lab.identity())
              .cpus(2)
              .memory(DataSize.gib(2))
              .build());
    }
    return OnPremise.hosts(store, hosts);
  }
}
