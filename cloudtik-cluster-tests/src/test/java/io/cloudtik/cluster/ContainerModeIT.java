/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Job;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.NodeState;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.machines.DockerCommand;
import io.cloudtik.testkit.machines.LabMachine;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose nodes are containers on machines that each have a Docker engine. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ContainerModeIT {
  private static final Duration SOON = Duration.ofMinutes(3);
  private static final String PASSWORD = "s3cret-of-the-registry";
  private static final String ENCODED =
      Base64.getEncoder().encodeToString(("ann:" + PASSWORD).getBytes(StandardCharsets.UTF_8));

  /** Only machines have it. */
  private static final String WHERE = "test -e /usr/sbin/dockerd && echo machine || echo container";

  private final List<String> told = Collections.synchronizedList(new ArrayList<>());
  private DockerHosts hosts;
  private Path logins;
  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster(@TempDir Path home) throws IOException {
    hosts = DockerHosts.start(home, 2);
    logins = home.resolve("config.json");
    Files.writeString(
        logins, "{\"auths\":{\"registry.invalid\":{\"auth\":\"%s\"}}}".formatted(ENCODED));
    workspace = Workspace.create("boxes", hosts.provider());
    var starting = draft("etl").withWorkers(w -> w.min(1).max(1)).start();
    starting.onEvent(event -> told.add(event.toString()));
    cluster = starting.await(SOON);
  }

  private ClusterDraft draft(String name) {
    return workspace
        .cluster(name)
        .withContainer(hosts::describe)
        .withContainer(
            c ->
                c.registryLogins(logins)
                    .putEnvironment("GIVEN", "a 'b' $c")
                    .sharedMemory(DataSize.mib(80)));
  }

  @AfterAll
  void leaveNothing() {
    try {
      if (cluster != null) {
        assertThat(cluster.terminate().leftBehind()).isEmpty();
        assertThat(hosts.left()).isEmpty();
      }
      if (workspace != null) {
        workspace.delete();
        workspace.close();
      }
    } finally {
      if (hosts != null) {
        hosts.close();
      }
    }
  }

  private ExecResult sh(NodeSelector nodes, String script) {
    ExecRequest request = ExecRequest.of("sh", "-c", script).with(r -> r.on(nodes));
    return cluster.exec(request).get(0);
  }

  @Test
  @Order(1)
  void theImageIsLoadedWithProgress() {
    assertThat(told).anyMatch(line -> line.contains("load image") && line.contains("100 %"));
  }

  @Test
  @Order(2)
  void commandsJobsFilesAndLogsAreThoseOfTheContainerAndOnHostIsTheMachine(@TempDir Path here)
      throws IOException {
    NodeSelector worker = NodeSelector.workers();
    assertThat(sh(worker, WHERE).output().strip()).isEqualTo("container");
    assertThat(sh(worker.onHost(), WHERE).output().strip()).isEqualTo("machine");
    assertThat(cluster.exec(ExecRequest.of("sh", "-c", WHERE).onHost()).get(0).output().strip())
        .isEqualTo("machine");
    assertThat(sh(worker, "echo \"$GIVEN\"").output().strip()).isEqualTo("a 'b' $c");
    assertThat(sh(worker, "df -k /dev/shm | tail -n 1").output()).contains(" 81920 ");
    assertThat(sh(worker, "hostname").output()).isEqualTo(sh(worker.onHost(), "hostname").output());

    Path file = Files.writeString(here.resolve("a b"), "up");
    cluster.upload(file, "x/a b", worker);
    assertThat(sh(worker, "cat 'x/a b'; echo ' and down' >> 'x/a b'").output()).isEqualTo("up\n");
    cluster.download("x/a b", here.resolve("back"), worker);
    assertThat(here.resolve("back")).hasContent("up and down\n");

    assertThat(cluster.submit(JobSpec.command("sh", "-c", WHERE)).await(SOON).output().strip())
        .isEqualTo("container");
    assertThat(cluster.logs(NodeSelector.all()))
        .anyMatch(line -> line.source().endsWith("node.log"));
  }

  @Test
  @Order(3)
  void noLoginIsInArgumentsEnvironmentsInspectLogsOrEvents() {
    for (LabMachine machine : hosts.machines()) {
      String seen =
          machine.exec(
              "sh",
              "-c",
              "ps -eo args; cat /proc/[0-9]*/environ | tr '\\0' '\\n'; docker inspect $(docker ps -aq);"
                  + " for c in $(docker ps -aq); do docker logs $c; done;"
                  + " cat /var/log/dockerd.log; find /var/lib/cloudtik -name '*.log' -exec cat {} +; true");
      assertThat(seen).contains("CLOUDTIK_MACHINE").doesNotContain(PASSWORD, ENCODED);
    }
    assertThat(told).noneMatch(line -> line.contains(PASSWORD) || line.contains(ENCODED));
    assertThat(cluster.events().stream().map(Event::message).collect(Collectors.joining()))
        .doesNotContain(PASSWORD, ENCODED);
    assertThat(cluster.spec().toString()).doesNotContain(PASSWORD, ENCODED);
  }

  @Test
  @Order(4)
  void aNodeControllerThatIsKilledIsBackInTheSameContainer() {
    LabMachine machine = machineOf("workers-1");
    String container = machine.exec("docker", "ps", "-q");
    String before = nodePid();

    sh(NodeSelector.workers(), "read -r pid rest < ../run/node.pid; kill -9 $pid");

    Eventually.becomes(
        "another node controller",
        Duration.ofSeconds(20),
        this::nodePid,
        pid -> !pid.equals(before) && !pid.isEmpty());
    whole();
    assertThat(machine.exec("docker", "ps", "-q")).isEqualTo(container);
  }

  private String nodePid() {
    return sh(NodeSelector.workers(), "cat ../run/node.pid").output().strip();
  }

  @Test
  @Order(5)
  void aContainerThatDiesIsStartedAgain() {
    LabMachine machine = machineOf("workers-1");
    String before = state(machine);

    machine.exec(
        "kill", "-9", machine.exec("docker", "inspect", "-f", "{{.State.Pid}}", id(machine)));

    Eventually.becomes("the container", SOON, () -> state(machine), state -> !state.equals(before));
    whole();
  }

  @Test
  @Order(6)
  void aMachineThatRebootsBringsItsNodeBack() {
    LabMachine machine = machineOf("workers-1");
    String before = state(machine);

    machine.stop();
    machine.start();

    Eventually.becomes("the container", SOON, () -> state(machine), state -> !state.equals(before));
    assertThat(whole().nodes()).anyMatch(node -> node.id().equals("workers-1"));
    assertThat(sh(NodeSelector.workers(), WHERE).output().strip()).isEqualTo("container");
  }

  @Test
  @Order(7)
  void aHeadWhoseMachineRebootsIsBackWithoutAnybodysHelp() {
    LabMachine machine = machineOf("head");
    String before = state(machine);
    JobSpec once = JobSpec.command("echo", "before").withKey("once");
    Job job = cluster.submit(once);
    assertThat(job.await(SOON).output()).isEqualTo("before\n");

    machine.stop();
    machine.start();

    Eventually.becomes("the container", SOON, () -> state(machine), state -> !state.equals(before));
    assertThat(whole().nodes()).extracting(Node::id).containsExactlyInAnyOrder("head", "workers-1");
    assertThat(cluster.submit(once).reference()).as("the job of before").isEqualTo(job.reference());
    assertThat(cluster.submit(JobSpec.command("sh", "-c", WHERE)).await(SOON).output())
        .isEqualTo("container\n");
  }

  @Test
  @Order(8)
  void aHeadThatEndsItselfLeavesNoContainer() {
    assertThat(cluster.terminate().leftBehind()).isEmpty();
    assertThat(hosts.left()).isEmpty();

    cluster =
        draft("idle")
            .withoutWorkers()
            .withLifetime(Lifetime.untilIdle(Duration.ofSeconds(10)))
            .start()
            .await(SOON);

    Eventually.becomes(
        "nothing on any machine", Duration.ofMinutes(1), hosts::left, String::isEmpty);
    assertThat(cluster.status().state()).isEqualTo(ClusterState.TERMINATED);
  }

  private static String id(LabMachine machine) {
    return machine.exec("docker", "ps", "-aq").strip();
  }

  /** Empty while it does not run. */
  private static String state(LabMachine machine) {
    String said =
        DockerCommand.tryTo(
            "exec",
            machine.container(),
            "sh",
            "-c",
            "docker inspect -f '{{.State.Running}} {{.State.StartedAt}}' $(docker ps -aq)");
    return said.startsWith("true ") ? said : "true down";
  }

  private LabMachine machineOf(String node) {
    return hosts.at(
        TestMachines.slot(workspace, cluster.uid(), node).address().orElseThrow().host());
  }

  private ClusterStatus whole() {
    return cluster.awaitStatus(
        "all nodes to be ready",
        status ->
            status.state() == ClusterState.READY
                && status.nodes().size() == 2
                && status.nodes().stream().allMatch(node -> node.state() == NodeState.READY),
        SOON);
  }
}
