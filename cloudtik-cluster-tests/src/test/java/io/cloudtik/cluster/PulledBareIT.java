/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.PackageMirror;
import io.cloudtik.testkit.machines.TestImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Machines that set themselves up, from an image without Java and without what fetches files. */
@InFull
class PulledBareIT {
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final String IMAGE = "cloudtik-test-pulled-bare:" + ProcessHandle.current().pid();

  /** Known in the network of the machines only. */
  private static final String MIRROR = "packages";

  private MachineLab lab;
  private PackageMirror mirror;
  private String mirrorContainer;

  @BeforeEach
  void makeAnImageThatKnowsAMirror(@TempDir Path directory) throws IOException {
    lab = MachineLab.open(directory, TestImage.BARE);
    mirror = PackageMirror.start(lab, MIRROR);
    mirrorContainer = lab.network() + "-" + MIRROR;
    Path sources =
        Files.writeString(
            directory.resolve("sources.list"),
            "deb [trusted=yes] http://%s:%d ./%n".formatted(MIRROR, PackageMirror.PORT));
    String made = DockerCommand.run("create", "--network", "none", TestImage.BARE.required());
    DockerCommand.run("cp", sources.toString(), made + ":/etc/apt/sources.list");
    DockerCommand.run("commit", made, IMAGE);
    DockerCommand.run("rm", made);
  }

  @AfterEach
  void leaveNothing() {
    lab.close();
    DockerCommand.tryTo("image", "rm", IMAGE);
  }

  @Test
  void javaComesFromAMirrorOfPackagesAndNobodyLogsIn(@TempDir Path home) {
    try (Workspace workspace =
        Workspace.create(
            "pulledbare", Local.containers().at(home).image(IMAGE).internal().pulled())) {
      String network =
          DockerCommand.lines(
                  "network", "ls", "-q", "--filter", "label=io.cloudtik.workspace=pulledbare")
              .get(0);
      DockerCommand.run("network", "connect", "--alias", MIRROR, network, mirrorContainer);
      Cluster cluster =
          workspace.cluster("bare").withWorkers(w -> w.cpus(1).min(1).max(1)).start().await(SOON);

      for (String node : List.of("head", "workers-1")) {
        String container =
            TestMachines.slot(workspace, cluster.uid(), node).machineId().orElseThrow();
        assertThat(DockerCommand.run("logs", container))
            .contains("cloudtik: get Java", "cloudtik: start keeper")
            .doesNotContain("Accepted");
      }
      assertThat(mirror.log()).contains("GET /./openjdk-17");
      assertThat(cluster.submit(JobSpec.command("echo", "here")).await(SOON).output())
          .isEqualTo("here\n");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      DockerCommand.run("network", "disconnect", network, mirrorContainer);
      workspace.delete();
    }
  }
}
