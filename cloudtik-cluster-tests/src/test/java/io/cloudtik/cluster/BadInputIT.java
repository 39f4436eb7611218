/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static io.cloudtik.cluster.Failures.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterDraft;
import io.cloudtik.ClusterPlan;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.ClusterSummary;
import io.cloudtik.ExecRequest;
import io.cloudtik.Node;
import io.cloudtik.NodeSelector;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.OperationSummary;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCategory;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.store.WorkspaceStore;
import io.cloudtik.spi.store.WriteCondition;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** What can be asked of a running cluster that it cannot or should not do; it lives on. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BadInputIT {
  private static final Duration SOON = Duration.ofMinutes(2);

  @TempDir static Path home;
  private Workspace workspace;
  private Cluster cluster;

  @BeforeAll
  void startACluster() {
    workspace = Workspace.create("demo", Local.here().at(home));
    cluster =
        workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(0).max(2)).start().await(SOON);
  }

  /** As a client does that is far older than the cluster. */
  @AfterAll
  void leaveNothing() {
    speak(9);
    inStore(
        "clusters/etl/record",
        text -> text.replace("\"protocol\":1", "\"protocol\":9").replace("READY", "DREAMING"));
    try (Cluster attached = workspace.attach("etl")) {
      assertThatThrownBy(attached::spec).hasMessageContaining("protocol 9");
      assertThat(attached.terminate().leftBehind()).isEmpty();
    }
    workspace.delete();
    workspace.close();
  }

  private static long workers(ClusterStatus status) {
    return status.nodes().stream().filter(node -> !node.isHead()).map(Node::id).count();
  }

  @Test
  void aScaleIsFoundAgainGivesWayToALaterOneAndIsTakenBackWhenCancelled() {
    try (Workspace other = Workspace.open("demo", Local.here().at(home))) {
      Operation<Cluster> one = cluster.scaleTo(1);
      assertThat(other.operations()).extracting(OperationSummary::id).contains(one.id());
      Operation<Cluster> found = other.operation(one.id());
      try (Cluster scaled = found.await(SOON)) {
        assertThat(workers(scaled.status())).isEqualTo(1);
      }
      one.await(SOON);
      assertThat(other.operation(one.id()).await(SOON).name()).isEqualTo("etl");

      Operation<Cluster> many = cluster.scaleTo(500);
      Operation<Cluster> none = cluster.scaleTo(0);
      assertThatThrownBy(() -> many.await(SOON))
          .hasMessageContaining("cluster etl was asked for 0 workers before it had 500");
      none.await(SOON);

      Operation<Cluster> two = cluster.scaleTo(2);
      assertThat(other.operation(two.id()).cancel()).isTrue();
      failsWith(ErrorCode.CANCELLED, () -> two.await(SOON), two.id());
      assertThat(two.progress().state()).isEqualTo(OperationState.CANCELLED);
      cluster.awaitStatus(
          "no worker", s -> s.wanted().equals(Map.of("workers", 0)) && workers(s) == 0, SOON);
    }
  }

  @Test
  void aChangedSpecIsToldWithItsDifferencesAndWhatCanBeDone() {
    ClusterDraft same = workspace.cluster("etl").withWorkers(w -> w.cpus(1).min(0).max(2));
    ClusterDraft other = same.withWorkers(w -> w.max(5)).with(spec -> spec.redisShards(0));

    failsWith(ErrorCode.CLUSTER_EXISTS, same::start, "READY", "the same spec", "startOrAttach");
    failsWith(
        ErrorCode.CLUSTER_EXISTS,
        other::start,
        "another spec",
        "workers.workers.max: runs with 2, wanted 5");
    failsWith(
        ErrorCode.CLUSTER_DIFFERS,
        other::startOrAttach,
        "redisShards: runs with 1, wanted 0",
        "workers.workers.max: runs with 2, wanted 5",
        "scaleTo",
        "terminate");
    try (Cluster attached = same.startOrAttach().await(SOON)) {
      assertThat(attached.uid()).isEqualTo(cluster.uid());
    }
    assertThat(workspace.clusters()).hasSize(1);
  }

  @Test
  void moreThanTheComputerHasIsPlannedWithANote() {
    ClusterPlan plan =
        workspace.cluster("big").withHead(h -> h.cpus(1024).memory(DataSize.gib(65_536))).plan();

    assertThat(plan.notices()).anyMatch(note -> note.contains("1026 CPUs"));
    assertThat(plan.toString()).contains("note: ", "this computer has", "may be slow");
  }

  private void inStore(String key, UnaryOperator<String> change) {
    ProviderContext context =
        new ProviderContext() {
          @Override
          public String workspace() {
            return "demo";
          }

          @Override
          public Clock clock() {
            return Clock.systemUTC();
          }
        };
    ProviderFactory local = ServiceLoader.load(ProviderFactory.class).findFirst().orElseThrow();
    try (CloudProvider provider = local.open(workspace.provider(), context)) {
      WorkspaceStore store = provider.storage().documents();
      String before = store.read(key).orElseThrow().text();
      store.write(key, change.apply(before), WriteCondition.always(), null);
    }
  }

  private void speak(int protocol) {
    inStore(
        "lives/" + cluster.uid() + "/head",
        text -> text.replaceFirst("\"protocol\":\\d+", "\"protocol\":" + protocol));
  }

  @Test
  void versionsThatDifferByOneWorkAndByTwoAreRefusedWithBothNumbers() {
    try {
      for (int near : new int[] {0, 2}) {
        speak(near);
        try (Cluster attached = workspace.attach("etl")) {
          attached.scaleTo(0).await(SOON);
          assertThat(attached.events()).isNotEmpty();
        }
      }
      speak(3);
      inStore(
          "lives/" + cluster.uid() + "/status",
          text -> text.replaceFirst("\\{", "{\"dreams\":[1],"));
      try (Cluster attached = workspace.attach("etl")) {
        failsWith(
            ErrorCode.PROTOCOL_MISMATCH,
            () -> attached.scaleTo(1),
            "protocol 3",
            "this library 1",
            "use the version of the library that started the cluster");
        failsWith(ErrorCode.PROTOCOL_MISMATCH, attached::events, "protocol 3");
        assertThat(attached.status().state()).isEqualTo(ClusterState.READY);
        assertThat(attached.status().reason()).contains("protocol 3");
        assertThat(attached.nodes()).extracting(Node::id).contains("head");
        assertThat(attached.exec("echo", "hello").output()).isEqualTo("hello\n");
      }
    } finally {
      speak(1);
    }
  }

  @Test
  void aDamagedRecordHidesNoOtherAndIsWrittenAnew() throws IOException {
    Path record = home.resolve("local/demo/store/documents/clusters/etl/record");
    byte[] whole = Files.readAllBytes(record);
    for (byte[] damage :
        List.of(new byte[0], Arrays.copyOf(whole, whole.length / 2), new byte[] {0, 1, -1, 10})) {
      Files.write(record, damage);
      assertThat(workspace.clusters()).extracting(ClusterSummary::uid).contains(cluster.uid());
      cluster.awaitStatus(
          "its record to be mended",
          status -> {
            try (Cluster attached = workspace.attach("etl")) {
              return attached.spec().workerGroup("workers").isPresent();
            } catch (CloudTikException e) {
              assertThat(e.errorCode()).isEqualTo(ErrorCode.STORE_CORRUPT);
              return false;
            }
          },
          SOON);
    }
  }

  private static final List<String> NASTY =
      List.of(
          "",
          " ",
          "no'such",
          "no\"such",
          "no\nsuch",
          "no\u0000such",
          "nö",
          "../x",
          "n".repeat(5_000));

  @Test
  void namesThatNobodyCanMeanAreRefusedInOneLine() {
    Path nowhere = home.resolve("nowhere");
    for (String name : NASTY) {
      refused(() -> workspace.cluster(name));
      refused(() -> workspace.attach(name));
      refused(() -> workspace.operation(name));
      refused(() -> Workspace.open(name, Local.here().at(home)));
      refused(() -> Workspace.create(name, Local.here().at(home)));
      refused(() -> Workspace.plan(name, Local.here().at(home)));
      refused(() -> cluster.connect(name));
      refused(() -> cluster.scaleTo(name, 1));
      refused(() -> cluster.exec(ExecRequest.of("ls").with(r -> r.on(NodeSelector.node(name)))));
      refused(() -> cluster.logs(NodeSelector.node(name)));
      refused(() -> cluster.upload(nowhere, name, NodeSelector.head()));
      refused(() -> cluster.download(name, nowhere, NodeSelector.head()));
      refused(() -> cluster.submit(JobSpec.command("ls").with(job -> job.kind(name))));
    }
    for (int workers : new int[] {-1, 10_001, Integer.MIN_VALUE, Integer.MAX_VALUE}) {
      refused(() -> cluster.scaleTo(workers));
    }
    assertThat(nowhere).doesNotExist();
    assertThat(cluster.jobs()).isEmpty();
  }

  private static void refused(ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.category()).as(e.getMessage()).isEqualTo(ErrorCategory.USER))
        .message()
        .matches("\\P{C}+")
        .hasSizeLessThan(500);
  }

  @Test
  void anyDurationIsADeadline() {
    for (Duration past : List.of(Duration.ZERO, Duration.ofSeconds(Long.MIN_VALUE))) {
      failsWith(
          ErrorCode.DEADLINE_PASSED,
          () -> cluster.awaitStatus("the impossible", status -> false, past),
          "the impossible",
          "READY");
    }
    Duration forEver = ChronoUnit.FOREVER.getDuration();
    assertThat(cluster.awaitStatus("to be there", status -> true, forEver).name()).isEqualTo("etl");
    assertThat(cluster.scaleTo(0).await(forEver).name()).isEqualTo("etl");
  }

  private Path headDirectory() {
    return home.resolve("local/demo/nodes/" + cluster.uid() + "/head");
  }

  private Path appendOnlyFile() throws IOException {
    try (Stream<Path> files = Files.list(headDirectory().resolve("data/redis/0/appendonlydir"))) {
      return files.filter(file -> file.toString().endsWith(".incr.aof")).findFirst().orElseThrow();
    }
  }

  private void killRedis() throws IOException {
    String pid = Files.readString(headDirectory().resolve("services/redis-primary/pid"));
    ProcessHandle redis = ProcessHandle.of(Long.parseLong(pid.split(" ")[0])).orElseThrow();
    redis.destroyForcibly();
    redis.onExit().orTimeout(1, TimeUnit.MINUTES).join();
  }

  private void awaitAnswer() {
    cluster.awaitStatus(
        "to be ready", status -> status.state() == ClusterState.READY, Duration.ofMinutes(1));
    try (Cluster attached = workspace.attach("etl")) {
      attached.scaleTo(0).await(SOON);
    }
  }

  @Test
  void anAppendOnlyFileThatWasCutIsLoadedAndOneDamagedInItsMiddleIsTold() throws IOException {
    killRedis();
    try (FileChannel file = FileChannel.open(appendOnlyFile(), StandardOpenOption.WRITE)) {
      file.truncate(file.size() - 3);
    }
    awaitAnswer();

    Path file = appendOnlyFile();
    String content = Files.readString(file, StandardCharsets.ISO_8859_1);
    int command = content.indexOf("\r\n*", content.length() / 2) + 2;
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
      channel.write(ByteBuffer.wrap(new byte[] {'x'}), command);
    }
    killRedis();
    ClusterStatus status =
        cluster.awaitStatus(
            "to tell what is wrong", now -> now.reason().contains("exit code 1"), SOON);
    assertThat(status.state()).isEqualTo(ClusterState.UNREACHABLE);
    assertThat(status.reason()).contains("on the head", "redis-primary", "redis-check-aof");

    // As docs/redis.md says: without the file the head begins anew from the workspace store.
    Files.move(file.getParent(), headDirectory().resolve("damaged-append-only-file"));
    awaitAnswer();
  }
}
