/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Job;
import io.cloudtik.Node;
import io.cloudtik.Workspace;
import io.cloudtik.event.Event;
import io.cloudtik.event.NodeEvent;
import io.cloudtik.event.ServiceEvent;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.testkit.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody sets the clock of all nodes by ten minutes, forward, back, and back again: they see
 * another wall clock; the monotonic one stays, as it does in truth.
 */
abstract class ClockStepScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir Path directory;

  abstract Local provider(Path home);

  @SuppressWarnings("NullAway.Init")
  private Workspace workspace;

  @AfterEach
  void leaveNothing() {
    if (workspace != null) {
      workspace
          .clusters()
          .forEach(
              cluster ->
                  assertThat(workspace.attach(cluster.name()).terminate().leftBehind()).isEmpty());
      workspace.delete();
      workspace.close();
    }
  }

  @Test
  void aClockThatIsSetByTenMinutesReplacesAndEndsNothing() throws Exception {
    Optional<Path> library = library();
    if (library.isEmpty()) {
      System.out.println("NOT TESTED, as tcc is not installed: a clock that is set");
    }
    assumeTrue(library.isPresent());
    List<Event> events = Collections.synchronizedList(new ArrayList<>());
    Path home = directory.resolve("home");
    setClock("+0");
    workspace = Workspace.create("demo", provider(home));
    try (Cluster cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.cpus(1).min(1))
            .withLifetime(Lifetime.untilIdle(Duration.ofMinutes(8)).atMost(Duration.ofMinutes(9)))
            .withEnvironment("LD_PRELOAD", library.orElseThrow().toString())
            .withEnvironment("TEST_CLOCK", clock().toString())
            .start()
            .await(SOON)) {
      assertThat(cluster.exec("date", "+%s").output()).isNotEmpty();
      List<String> before = identities(cluster);
      String generation = awaitRenewals(home, cluster.uid());
      Job through =
          cluster.submit(
              JobSpec.command("sh", "-c", "until [ -e \"$0\" ]; do sleep 0.2; done", end())
                  .with(j -> j.timeLimit(Duration.ofMinutes(5))));
      try (AutoCloseable subscription = cluster.onEvent(events::add)) {
        for (String offset : List.of("+600", "+0", "-600")) {
          setClock(offset);
          awaitClock(cluster, offset);
          assertThat(awaitRenewals(home, cluster.uid())).as(offset).isEqualTo(generation);
          assertThat(cluster.submit(JobSpec.command("echo", offset)).await(SOON).output())
              .isEqualTo(offset + "\n");
          assertThat(cluster.status().state()).as(offset).isEqualTo(ClusterState.READY);
          assertThat(identities(cluster)).as(offset).isEqualTo(before);
        }
        Files.createFile(Path.of(end()));
        assertThat(through.await(SOON).status().exitCode()).hasValue(0);
      }
      assertThat(events).noneMatch(event -> event instanceof NodeEvent);
      assertThat(events).noneMatch(event -> event instanceof ServiceEvent);
    }
  }

  private String end() {
    return directory.resolve("end").toString();
  }

  private Path clock() {
    return directory.resolve("clock");
  }

  private void setClock(String offset) throws IOException {
    Path next = Files.writeString(directory.resolve("clock.next"), offset + "\n");
    Files.move(next, clock(), StandardCopyOption.ATOMIC_MOVE);
  }

  /** A new process of the head shows what all of them see within a second. */
  private static void awaitClock(Cluster cluster, String offset) {
    long wanted = Long.parseLong(offset);
    cluster.awaitStatus(
        "to have a clock that differs by " + offset,
        status -> {
          long shown = Long.parseLong(cluster.exec("date", "+%s").output().strip());
          return Math.abs(shown - System.currentTimeMillis() / 1000 - wanted) < 60;
        },
        SOON);
  }

  private static List<String> identities(Cluster cluster) {
    return cluster.status().nodes().stream()
        .sorted(Comparator.comparing(Node::id))
        .map(node -> node.id() + " " + node.state() + " " + node.since() + " " + node.host())
        .toList();
  }

  /** Waits until the lease of the controller was renewed, and returns its generation. */
  private static String awaitRenewals(Path home, String uid) {
    Path lease = home.resolve("local/demo/store/documents/lives").resolve(uid).resolve("lease");
    String[] seen = {""};
    int[] changes = {0};
    Eventually.becomes(
        "renewals of the lease",
        () -> {
          String now = Files.exists(lease) ? Files.readString(lease) : seen[0];
          changes[0] += now.equals(seen[0]) ? 0 : 1;
          seen[0] = now;
          return changes[0];
        },
        count -> count > 2);
    return seen[0].substring(seen[0].indexOf("\"generation\""));
  }

  /** Makes what shows another clock; empty if it cannot be made here. */
  private Optional<Path> library() throws Exception {
    Path library = directory.resolve("clock.so");
    try {
      Process compiler =
          new ProcessBuilder(
                  "tcc", "-nostdlib", "-shared", "-o", library.toString(), "../build/test-clock.c")
              .inheritIO()
              .start();
      assertThat(compiler.waitFor()).isZero();
      return Optional.of(library);
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
