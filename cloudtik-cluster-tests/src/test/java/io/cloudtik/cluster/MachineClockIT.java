/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.ExecRequest;
import io.cloudtik.Job;
import io.cloudtik.JobState;
import io.cloudtik.NodeSelector;
import io.cloudtik.Workspace;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.TestImage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A machine whose clock is wrong: its processes see another wall clock; the monotonic one stays, as
 * it does in truth.
 */
class MachineClockIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  /** Where a machine's clock is, as the difference from the right one; none if it is right. */
  private static final String CLOCK = "/opt/clock";

  @Test
  void aWorkerWhoseClockIsTenMinutesOffIsNotTakenForDead(@TempDir Path home) {
    try (Workspace workspace =
            Workspace.create(
                "clocks", Local.containers().at(home).image(TestImage.JAVA.required()).internal());
        Cluster cluster =
            workspace
                .cluster("etl")
                .withWorkers(w -> w.cpus(1).min(1).max(1))
                .withEnvironment("LD_PRELOAD", "/opt/clock.so")
                .withEnvironment("TEST_CLOCK", CLOCK)
                .start()
                .await(SOON)) {
      String worker =
          TestMachines.slot(workspace, cluster.uid(), "workers-1").machineId().orElseThrow();
      List<String> before = nodes(cluster.status());
      for (String offset : List.of("-600", "+600")) {
        setClock(cluster, worker, offset);
        // Longer than until a node without heartbeats is suspected.
        Job job = cluster.submit(JobSpec.command("sleep", "12"));

        assertThat(job.await(SOON).status().state()).isEqualTo(JobState.SUCCEEDED);
        assertThat(job.status().node()).contains("workers-1");
        ClusterStatus after = cluster.status();
        assertThat(after.state()).as(offset).isEqualTo(ClusterState.READY);
        assertThat(nodes(after)).as(offset).isEqualTo(before);
      }
      assertThat(cluster.terminate().leftBehind()).isEmpty();
      workspace.delete();
    }
  }

  private static void setClock(Cluster cluster, String container, String offset) {
    DockerCommand.run(
        "exec",
        container,
        "sh",
        "-c",
        "echo %s > %2$s.new && mv %2$s.new %2$s".formatted(offset, CLOCK));
    ExecRequest date =
        ExecRequest.of("date", "+%s").with(each -> each.on(NodeSelector.node("workers-1")));
    Eventually.becomes(
        "difference of the worker's clock",
        () ->
            Long.parseLong(cluster.exec(date).get(0).output().strip())
                - System.currentTimeMillis() / 1000,
        seconds -> Math.abs(seconds - Long.parseLong(offset)) < 60);
  }

  private static List<String> nodes(ClusterStatus status) {
    return status.nodes().stream()
        .map(node -> "%s %s %s %s".formatted(node.id(), node.state(), node.since(), node.host()))
        .sorted()
        .toList();
  }
}
