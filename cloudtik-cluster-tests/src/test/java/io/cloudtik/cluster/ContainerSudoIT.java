/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ExecRequest;
import io.cloudtik.NodeSelector;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Containers on machines whose user is not root, and may use Docker by sudo only. */
@InFull
class ContainerSudoIT {
  private static final Duration SOON = Duration.ofMinutes(5);
  private static final String WHERE = "test -e /usr/sbin/dockerd && echo machine || echo container";

  @Test
  void aWholeClusterOfUsersWithSudoIsContainersOnTheirMachines(@TempDir Path home) {
    try (DockerHosts hosts = DockerHosts.ofAUserWithSudo(home, 2);
        Workspace workspace = Workspace.create("boxes", hosts.provider())) {
      hosts
          .machines()
          .forEach(
              machine ->
                  assertThat(machine.exec("su", "ann", "-c", "docker ps 2>/dev/null || echo no"))
                      .as("what the user may do without sudo")
                      .isEqualTo("no"));
      Cluster cluster =
          workspace
              .cluster("sudo")
              .withWorkers(w -> w.cpus(1).min(1).max(1))
              .withContainer(hosts::describe)
              .start()
              .await(SOON);

      for (NodeSelector node : new NodeSelector[] {NodeSelector.head(), NodeSelector.workers()}) {
        ExecRequest looks = ExecRequest.of("sh", "-c", WHERE).with(r -> r.on(node));
        ExecRequest onHost = looks.with(r -> r.on(node.onHost()));
        assertThat(cluster.exec(looks).get(0).output().strip()).isEqualTo("container");
        assertThat(cluster.exec(onHost).get(0).output().strip()).isEqualTo("machine");
      }
      assertThat(cluster.submit(JobSpec.command("sh", "-c", WHERE)).await(SOON).output())
          .isEqualTo("container\n");
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      assertThat(hosts.left()).isEmpty();
      workspace.delete();
    }
  }
}
