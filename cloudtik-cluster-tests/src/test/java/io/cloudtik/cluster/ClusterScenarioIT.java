/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.ExecRequest;
import io.cloudtik.ExecResult;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.JobResult;
import io.cloudtik.JobState;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.NodeState;
import io.cloudtik.OutputLine;
import io.cloudtik.TerminationReport;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.event.Step;
import io.cloudtik.event.StepEvent;
import io.cloudtik.event.StepState;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What a cluster of real processes without a runtime must do, in each mode of the provider. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ClusterScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  private Path directory;
  private final List<Event> events = Collections.synchronizedList(new ArrayList<>());
  private Workspace workspace;
  private Cluster cluster;

  abstract ProviderConfig provider(Path home);

  Workspace workspace() {
    return workspace;
  }

  Cluster cluster() {
    return cluster;
  }

  /** Returns what nobody but the cluster may see. */
  List<String> secrets() throws IOException {
    List<String> secrets = TestMachines.secrets(directory.resolve("my höme"), cluster.uid());
    assertThat(secrets).hasSizeGreaterThanOrEqualTo(4);
    return secrets;
  }

  @BeforeAll
  void startACluster(@TempDir Path temporary) throws Exception {
    directory = temporary;
    Path file = Files.writeString(directory.resolve("words.txt"), "hello\n");
    workspace =
        Workspace.create(
            "demo", provider(directory.resolve("my höme")), w -> w.addListeners(events::add));
    cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(2).max(4))
            .withFile(file, "in/words.txt")
            .withEnvironment("GREETING", "hi there")
            .withCommandBefore("sh", "-c", "echo before > before.txt")
            .withCommandAfter("sh", "-c", "cat before.txt in/words.txt > after.txt")
            .start()
            .await(SOON);
  }

  @AfterAll
  void leaveNothing() {
    if (cluster != null) {
      TerminationReport report = cluster.terminate();
      assertThat(report.leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  @Test
  void theStartToldItsFourStepsAndTheDefaultLifetime() {
    assertThat(steps(StepState.STARTED))
        .containsSubsequence(Step.PREPARE, Step.CREATE_HEAD, Step.SET_UP_HEAD);
    assertThat(steps(StepState.FINISHED))
        .contains(Step.CREATE_HEAD, Step.SET_UP_HEAD, Step.CREATE_WORKERS, Step.SET_UP_WORKERS);
    assertThat(events)
        .filteredOn(NoticeEvent.class::isInstance)
        .anyMatch(event -> event.message().contains("PT1H"));
  }

  private List<Step> steps(StepState state) {
    synchronized (events) {
      return events.stream()
          .filter(StepEvent.class::isInstance)
          .map(StepEvent.class::cast)
          .filter(event -> event.state() == state)
          .map(StepEvent::step)
          .toList();
    }
  }

  @Test
  void everyNodeHasAnAddressOfItsOwnAndHealthyServices() {
    ClusterStatus status =
        cluster.awaitStatus("to be ready", s -> s.state() == ClusterState.READY, SOON);

    assertThat(status.nodes()).anyMatch(Node::isHead);
    assertThat(status.nodes().stream().map(Node::host).distinct()).hasSameSizeAs(status.nodes());
    assertThat(status.nodes())
        .filteredOn(Node::isHead)
        .allSatisfy(
            head ->
                assertThat(head.services())
                    .containsKeys("redis-primary", "redis-shard-0", "cluster-controller"));
  }

  @Test
  void commandsRunOnAllNodesWithFilesEnvironmentAndStreamedOutput() {
    List<OutputLine> lines = Collections.synchronizedList(new ArrayList<>());
    List<ExecResult> results =
        cluster.exec(
            ExecRequest.of("sh", "-c", "cat after.txt; echo \"$GREETING $0\"", "$HOME")
                .with(exec -> exec.on(NodeSelector.all()).output(lines::add)));

    assertThat(results).hasSizeGreaterThanOrEqualTo(2);
    assertThat(results)
        .allSatisfy(
            result -> {
              assertThat(result.exitCode()).isZero();
              assertThat(result.output()).isEqualTo("before\nhello\nhi there $HOME\n");
            });
    assertThat(lines).hasSize(3 * results.size());
    assertThat(cluster.exec("sh", "-c", "exit 3").exitCode()).isEqualTo(3);
  }

  @Test
  void filesGoUpAndComeDown() throws Exception {
    Path up = Files.writeString(directory.resolve("up.txt"), "content");
    cluster.upload(up, "deep/down.txt", NodeSelector.head());
    Path down = directory.resolve("down.txt");
    cluster.download("deep/down.txt", down, NodeSelector.head());

    assertThat(down).hasContent("content");
    assertThatThrownBy(() -> cluster.download("../config", down, NodeSelector.head()))
        .isInstanceOf(InvalidSpecException.class);
  }

  @Test
  void aJobRunsOnAWorkerAndItsResultIsKept() throws Exception {
    Path input = Files.writeString(directory.resolve("input.txt"), "data\n");
    Job job =
        cluster.submit(
            JobSpec.command(
                    "sh", "-c", "cat input.txt; echo err >&2; echo 42 > $CLOUDTIK_JOB_RESULT")
                .with(j -> j.putFiles("input.txt", input).key("nightly-1")));
    List<String> lines = new ArrayList<>();
    job.follow(lines::add, SOON);
    JobResult result = job.await(SOON);

    assertThat(result.status().state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(result.status().exitCode()).hasValue(0);
    assertThat(result.status().node().orElseThrow()).startsWith("workers-");
    assertThat(result.result()).contains("42\n");
    assertThat(lines).containsExactly("data", "err");
    assertThat(result.output()).isEqualTo("data\nerr\n");
  }

  @Test
  void aRepeatedSubmitWithAKeyIsTheSameJob() throws Exception {
    // Where jobs of any user may write.
    String runs = "/tmp/cloudtik-runs-" + cluster.uid();
    JobSpec job = JobSpec.command("sh", "-c", "echo run >> \"$0\"", runs).withKey("k1");
    Job first = cluster.submit(job);
    Job second = cluster.submit(job);
    String node = first.await(SOON).status().node().orElseThrow();
    second.await(SOON);
    Job third = workspace.attach("etl").submit(job);

    assertThat(List.of(second.reference(), third.reference())).containsOnly(first.reference());
    assertThat(workspace.job(JobReference.fromJson(first.reference().toJson())).status().state())
        .isEqualTo(JobState.SUCCEEDED);
    assertThat(
            cluster
                .exec(
                    ExecRequest.of("sh", "-c", "cat \"$0\"; rm \"$0\"", runs)
                        .with(e -> e.on(NodeSelector.node(node))))
                .get(0)
                .output())
        .isEqualTo("run\n");
  }

  @Test
  void aFailedJobKeepsItsExitCode() {
    JobResult result = cluster.submit(JobSpec.command("sh", "-c", "echo no; exit 9")).await(SOON);

    assertThat(result.status().state()).isEqualTo(JobState.FAILED);
    assertThat(result.status().exitCode()).hasValue(9);
    assertThat(result.output()).isEqualTo("no\n");
    assertThat(cluster.jobs()).isNotEmpty();
  }

  @Test
  void aCancelledJobEnds() {
    Job job = cluster.submit(JobSpec.command("sh", "-c", "echo started; sleep 600"));
    Eventually.becomes("the output", job::output, text -> text.contains("started"));
    job.cancel();

    assertThat(job.await(SOON).status().state()).isEqualTo(JobState.CANCELLED);
  }

  @Test
  void aJobOfAnUnknownKindOrWithoutItsFileIsRefused() {
    assertThatThrownBy(() -> cluster.submit(JobSpec.builder().kind("spark-sql").name("x").build()))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.JOB_REJECTED))
        .hasMessageContaining("spark-sql");
    assertThatThrownBy(
            () ->
                cluster.submit(
                    JobSpec.command("ls").with(j -> j.putFiles("a", directory.resolve("none")))))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.FILE_MISSING));
  }

  @Test
  void theClusterScalesAndHealsFromTheLossOfAWorker() throws Exception {
    List<Event> seen = Collections.synchronizedList(new ArrayList<>());
    try (AutoCloseable subscription = cluster.onEvent(seen::add)) {
      cluster.scaleTo(3).await(SOON);
      assertThat(cluster.status().readyWorkers()).isEqualTo(3);

      String victim = readyWorkers(cluster.status()).get(0);
      kill(victim);
      ClusterStatus healed =
          cluster.awaitStatus(
              "a replacement",
              s -> s.readyWorkers() == 3 && !readyWorkers(s).contains(victim),
              SOON);
      assertThat(readyWorkers(healed)).doesNotContain(victim).hasSize(3);
      Eventually.becomes("the events", () -> List.copyOf(seen), all -> isToldLost(all, victim));

      cluster.scaleTo(2).await(SOON);
      assertThat(readyWorkers(cluster.status())).hasSize(2);
    }
  }

  private void kill(String node) {
    MachineAddress address =
        TestMachines.slot(workspace, cluster.uid(), node).address().orElseThrow();
    if (!kill(address)) {
      TestMachines.kill(workspace, cluster, node);
    }
  }

  /** Kills all that runs on a machine; returns false where what is known of it is enough. */
  boolean kill(MachineAddress machine) {
    return false;
  }

  private static boolean isToldLost(List<Event> events, String victim) {
    return events.stream()
        .filter(NodeEvent.class::isInstance)
        .map(NodeEvent.class::cast)
        .anyMatch(event -> event.node().equals(victim) && event.to() == NodeState.LOST);
  }

  private static List<String> readyWorkers(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .map(Node::id)
        .toList();
  }

  @Test
  void aSecondStartOfTheSameNameIsRefusedOrAttaches() {
    assertThatThrownBy(() -> workspace.cluster("etl").start())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.CLUSTER_EXISTS));
    Cluster same = workspace.cluster(cluster.spec()).startOrAttach().await(SOON);
    assertThat(same.uid()).isEqualTo(cluster.uid());
    assertThatThrownBy(() -> workspace.cluster(cluster.spec()).withTag("a", "b").startOrAttach())
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.CLUSTER_DIFFERS))
        .hasMessageContaining("tags.a: runs with none, wanted b");
  }

  @Test
  void aWorkspaceWithAClusterIsNotDeleted() {
    assertThatThrownBy(workspace::delete)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.WORKSPACE_IN_USE))
        .hasMessageContaining("etl");
    assertThat(workspace.clusters()).hasSize(1);
  }

  @Test
  void noSecretIsInAnyArgumentEnvironmentOrLog() throws Exception {
    List<String> secrets = secrets();
    assertThat(TestMachines.argumentsAndEnvironments(cluster.uid(), workspace))
        .isNotEmpty()
        .allSatisfy(text -> assertThat(text).doesNotContain(secrets));
    try (Stream<Path> logs = Files.walk(directory)) {
      for (Path log : (Iterable<Path>) logs.filter(f -> f.toString().endsWith(".log"))::iterator) {
        assertThat(Files.readString(log)).as(log.toString()).doesNotContain(secrets);
      }
    }
    synchronized (events) {
      assertThat(events.toString()).isNotEmpty().doesNotContain(secrets);
    }
  }

  @Test
  void logsOfServicesCanBeRead() {
    assertThat(cluster.logs(NodeSelector.head()))
        .anyMatch(line -> line.source().contains("redis-primary"));
  }
}
