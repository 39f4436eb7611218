/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Job;
import io.cloudtik.JobState;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.time.Duration;
import org.assertj.core.api.AbstractThrowableAssert;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The disk is full at each stage: the error says what was written where, how much is free and what
 * to do; terminate works all the same; and when there is room again, things go on.
 */
abstract class FullDiskScenarioIT {
  private static final Duration SOON = Duration.ofMinutes(3);

  @TempDir Path temporary;

  @SuppressWarnings("NullAway.Init")
  private SmallDisk disk;

  @SuppressWarnings("NullAway.Init")
  private Workspace workspace;

  abstract Local provider(Path home);

  @BeforeEach
  void mount() throws Exception {
    assumeTrue(SmallDisk.possible());
    disk = SmallDisk.mount(temporary.resolve("disk"), "size=96m");
  }

  @AfterEach
  void leaveNothing() throws Exception {
    try (SmallDisk closed = disk) {
      if (workspace != null) {
        disk.drain();
        for (var cluster : workspace.clusters()) {
          assertThat(workspace.attach(cluster.name()).terminate().leftBehind()).isEmpty();
        }
        assertThat(workspace.operations()).isEmpty();
        workspace.delete();
        workspace.close();
      }
    }
  }

  private Local provider() {
    return provider(disk.directory().resolve("home"));
  }

  private AbstractThrowableAssert<?, ?> fails(ThrowingCallable call) {
    return assertThatThrownBy(call)
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("No space left on device")
        .hasMessageContaining(disk.directory().toString())
        .hasMessageContaining("are free")
        .hasMessageContaining("make room");
  }

  @Test
  void aWorkspaceIsMadeOnceThereIsRoom() throws Exception {
    disk.fill(0);
    fails(() -> Workspace.create("demo", provider()));
    disk.drain();

    workspace = Workspace.create("demo", provider());
    assertThat(workspace.clusters()).isEmpty();
  }

  @Test
  void aClusterIsStartedOnceThereIsRoomForItsRecordItsBundlesAndItsHead() throws Exception {
    workspace = Workspace.create("demo", provider());
    disk.fill(0);
    fails(() -> workspace.cluster("etl").start().await(SOON));
    assertThat(workspace.operations()).isEmpty();
    disk.fill(2 << 20);
    fails(() -> workspace.cluster("etl").start().await(SOON)).hasMessageContaining("bundles/");
    assertThat(workspace.clusters()).isEmpty();
    // The bundles of 28 MiB fit in once, for the workspace, and not once more, for the head.
    disk.fill(36 << 20);
    fails(() -> workspace.cluster("etl").start().await(SOON)).hasMessageContaining("place bundles");
    assertThat(workspace.clusters()).isEmpty();
    disk.drain();

    try (Cluster cluster = workspace.cluster("etl").start().await(SOON)) {
      assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
    }
  }

  @Test
  void aSetUpThatFillsTheDiskSaysSoAndIsTakenBack() {
    workspace = Workspace.create("demo", provider());

    assertThatThrownBy(
            () ->
                workspace
                    .cluster("etl")
                    .withCommandBefore("sh", "-c", "exec cat /dev/zero > big")
                    .start()
                    .await(SOON))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("exec cat /dev/zero > big");
    assertThat(workspace.clusters()).isEmpty();
  }

  @Test
  void aRunningClusterGoesOnWhenThereIsRoomAgain() throws Exception {
    workspace = Workspace.create("demo", provider());
    try (Cluster cluster = workspace.cluster("etl").start().await(SOON)) {
      Job before = cluster.submit(JobSpec.command("echo", "before"));
      assertThat(before.await(SOON).output()).isEqualTo("before\n");
      Job filling =
          cluster.submit(
              JobSpec.command("sh", "-c", "cat /dev/zero > \"$0\"", disk.ballast().toString()));
      cluster.awaitStatus("to be away", s -> s.state() != ClusterState.READY, SOON);
      disk.drain();

      ClusterStatus back =
          cluster.awaitStatus("to be back", s -> s.state() == ClusterState.READY, SOON);
      assertThat(back.reason()).isEmpty();
      assertThat(filling.await(SOON).status().state()).isEqualTo(JobState.FAILED);
      assertThat(filling.await(SOON).status().exitCode()).hasValue(1);
      assertThat(cluster.submit(JobSpec.command("echo", "after")).await(SOON).output())
          .isEqualTo("after\n");
      assertThat(before.status().state()).isEqualTo(JobState.SUCCEEDED);
    }
  }

  @Test
  void terminateWorksOnAFullDisk() throws Exception {
    workspace = Workspace.create("demo", provider());
    try (Cluster cluster = workspace.cluster("etl").start().await(SOON)) {
      disk.fill(0);
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
    assertThat(workspace.clusters()).isEmpty();
  }
}
