/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Job;
import io.cloudtik.JobState;
import io.cloudtik.Node;
import io.cloudtik.ServiceState;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.provider.onpremise.Host;
import io.cloudtik.provider.onpremise.OnPremise;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A machine whose disk is full. */
class MachineDiskIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir Path here;

  @Test
  void aWorkerWhoseDiskIsFullSaysSoAndGoesOnWhenThereIsRoomAgain() throws Exception {
    Path store = Files.createDirectory(here.resolve("store"));
    try (MachineLab lab =
        MachineLab.open(Files.createDirectory(here.resolve("keys")), TestImage.JAVA)
            .sharing(store)) {
      LabMachine small = lab.start("small");
      List<Host> hosts =
          List.of(
              host(lab, lab.start("large")).type("large").build(),
              host(lab, small).type("small").directory(Path.of("/small/cloudtik")).build());
      try (Workspace workspace = Workspace.create("disks", OnPremise.hosts(store, hosts));
          Cluster cluster =
              workspace
                  .cluster("etl")
                  .withHead(h -> h.addInstanceTypes("large"))
                  .withWorkers(w -> w.addInstanceTypes("small").min(1).max(1))
                  .start()
                  .await(SOON)) {
        Job before = cluster.submit(JobSpec.command("echo", "before"));
        assertThat(before.await(SOON).output()).isEqualTo("before\n");

        small.fillSmallDisk();
        ClusterStatus full =
            cluster.awaitStatus("to see the full disk", s -> disk(s).isPresent(), SOON);
        assertThat(disk(full)).contains(ServiceState.UNHEALTHY);
        Job during = cluster.submit(JobSpec.command("echo", "during"));
        assertThat(cluster.events())
            .extracting(Event::message)
            .anyMatch(text -> text.contains("/small/cloudtik") && text.contains("make room there"));
        assertThat(during.status().state()).isEqualTo(JobState.QUEUED);
        assertThat(during.status().node()).isEmpty();
        small.emptySmallDisk();

        assertThat(during.await(SOON).output()).isEqualTo("during\n");
        ClusterStatus after = cluster.status();
        assertThat(disk(after)).isEmpty();
        assertThat(after.nodes()).extracting(Node::id).containsExactly("head", "workers-1");
        small.fillSmallDisk();
        assertThat(cluster.terminate().leftBehind()).isEmpty();
        assertThat(small.exec("find", "/small/cloudtik")).isEqualTo("/small/cloudtik");
        workspace.delete();
      }
    }
  }

  private static Optional<ServiceState> disk(ClusterStatus status) {
    return status.nodes().stream()
        .flatMap(node -> Optional.ofNullable(node.services().get("disk-space")).stream())
        .findFirst();
  }

  private static Host.Builder host(MachineLab lab, LabMachine machine) {
    return Host.builder()
        .name(machine.container())
        .address(machine.host())
        .addHostKeys(machine.hostKey())
        .identityFile(lab.identity())
        .cpus(2)
        .memory(DataSize.gib(2));
  }
}
