/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.OperationSummary;
import io.cloudtik.Workspace;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.provider.local.Local;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
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

  @AfterAll
  void leaveNothing() {
    assertThat(cluster.terminate().leftBehind()).isEmpty();
    workspace.delete();
    workspace.close();
  }

  private static void failsWith(ErrorCode code, ThrowingCallable call, String... parts) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            CloudTikException.class, e -> assertThat(e.errorCode()).isEqualTo(code))
        .message()
        .contains(parts);
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
}
