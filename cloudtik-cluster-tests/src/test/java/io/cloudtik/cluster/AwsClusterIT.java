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
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
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

  @Test
  @Order(2)
  void noCredentialOfTheClientIsOnAnInstanceOrInItsUserData() {
    String secret = region.aws().secretAccessKey();
    String key = region.aws().accessKeyId();
    for (String node : List.of("head", "workers-1", "workers-2")) {
      String instance = instance(node);
      assertThat(region.machine(instance).order().userData()).doesNotContain(secret, key);
      assertThat(
              DockerCommand.tryTo(
                  "exec",
                  region.container(instance),
                  "sh",
                  "-c",
                  "grep -rlaF -e \"$1\" -e \"$2\" /opt /var /etc /home /root /run /tmp"
                      + " /proc/[0-9]*/environ /proc/[0-9]*/cmdline 2>/dev/null | grep -v \"^/proc/$$/\"",
                  "sh",
                  secret,
                  key))
          .as("files of %s with a credential of the client", node)
          .doesNotContain("/opt/", "/var/", "/etc/", "/home/", "/root/", "/tmp/");
    }
  }

  private static final String ASK_FOR_TOKEN =
      "curl -sS -m 10 -o /dev/null -w '%{http_code}' -X PUT"
          + " -H 'X-aws-ec2-metadata-token-ttl-seconds: 60' http://169.254.169.254/latest/api/token";

  @Test
  @Order(3)
  void aJobOnTheHeadIsKeptFromItsRoleAndHasTheRightsOfWorkers() {
    JobSpec onTheHead =
        JobSpec.command("sh", "-c", ASK_FOR_TOKEN + " || echo refused")
            .with(job -> job.placement(JobPlacement.HEAD));
    JobSpec onAWorker = JobSpec.command("sh", "-c", ASK_FOR_TOKEN);
    JobSpec rights =
        JobSpec.command("sh", "-c", "grep -c SessionToken /opt/cloudtik/node/job-rights")
            .with(job -> job.placement(JobPlacement.HEAD));

    assertThat(cluster.submit(onTheHead).await(SOON).output()).contains("refused");
    assertThat(cluster.submit(onAWorker).await(SOON).output()).contains("200");
    assertThat(cluster.submit(rights).await(SOON).output()).isEqualTo("1\n");
  }

  @Test
  @Order(4)
  void itGrowsAndHeals() {
    cluster.scaleTo(3).await(SOON);
    String lost = instance("workers-1");
    region.lose(lost);

    cluster.awaitStatus(
        "a replacement",
        s -> ready(s).equals(List.of("workers-2", "workers-3", "workers-4")),
        SOON);
    assertThat(instance("workers-4")).isNotEqualTo(lost);
    assertThat(cluster.submit(JobSpec.command("echo", "after")).await(SOON).output())
        .isEqualTo("after\n");
  }

  @Test
  @Order(5)
  void aNewHeadMayEndTheWorkersOfTheOldOne() {
    String worker = instance("workers-3");
    String old = instance("head");
    region.lose(old);
    cluster.awaitStatus("no head", s -> s.state() == ClusterState.UNREACHABLE, SOON);

    // The handle from before leads to the new head, too.
    cluster.recover().await(SOON);

    cluster.awaitStatus(
        "the same workers", s -> s.state() == ClusterState.READY && ready(s).size() == 3, SOON);
    assertThat(instance("workers-3")).isEqualTo(worker);
    String mark = region.machine(worker).label("cloudtik-head");
    assertThat(mark).endsWith("/" + instance("head")).doesNotContain(old);
    cluster.scaleTo(2).await(SOON);
    cluster.awaitStatus("two workers", s -> ready(s).size() == 2, SOON);
    Eventually.becomes(
        "no more than the head and two workers lives",
        SOON,
        () -> region.cloud().machines().living(),
        living -> living.size() == 3);
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
