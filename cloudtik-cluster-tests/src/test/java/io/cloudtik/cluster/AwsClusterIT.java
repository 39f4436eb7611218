/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** The life of a cluster on the emulated AWS, by the real SDK, with containers as its instances. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class AwsClusterIT {
  private static final Duration SOON = Duration.ofMinutes(5);

  private AwsRegion region;
  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster(@TempDir Path directory) throws Exception {
    Path file = Files.writeString(directory.resolve("words.txt"), "hello\n");
    region = new AwsRegion();
    workspace = Workspace.create("aws-it", region.provider());
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(2).max(4))
            .withFile(file, "in/words.txt")
            .withCommandAfter("sh", "-c", "cat in/words.txt > after.txt")
            .start()
            .await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    try {
      if (cluster != null) {
        assertThat(cluster.terminate().leftBehind()).isEmpty();
      }
      if (workspace != null) {
        workspace.delete(Retained.DELETE);
        workspace.close();
        assertThat(region.cloud().leftovers()).isEmpty();
      }
    } finally {
      region.close();
    }
  }

  @Test
  @Order(1)
  void jobsRunOnInstancesWithFilesOfTheClient() {
    assertThat(
            cluster
                .submit(
                    JobSpec.command("sh", "-c", "cat /opt/cloudtik/node/files/after.txt; id -un"))
                .await(SOON)
                .output())
        .isEqualTo("hello\ncloudtik-job\n");
  }

  private ClusterStatus whole(int workers) {
    return cluster.awaitStatus(
        "all nodes to be ready",
        s -> s.state() == ClusterState.READY && ready(s).size() == workers,
        SOON);
  }

  private static List<String> ready(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .map(Node::id)
        .sorted()
        .toList();
  }

  private String instance(String node) {
    return TestMachines.slot(workspace, cluster.uid(), node).machineId().orElseThrow();
  }
}
