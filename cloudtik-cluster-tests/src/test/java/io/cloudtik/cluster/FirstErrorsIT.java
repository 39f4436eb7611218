/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static io.cloudtik.cluster.Failures.failsWith;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.JobReference;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspaceStatus;
import io.cloudtik.error.DiscoveryException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.provider.local.Local;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.RuntimeConfig;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a first user gets wrong: each error says what was wrong, where, and what to do. */
class FirstErrorsIT {
  private record Ghost(String runtime) implements RuntimeConfig {}

  private record Nowhere(String provider) implements ProviderConfig {}

  @TempDir Path home;
  private Workspace workspace;

  @BeforeEach
  void makeAWorkspace() {
    workspace = Workspace.create("demo", Local.here().at(home));
  }

  @AfterEach
  void leaveNothing() {
    assertThat(workspace.clusters()).isEmpty();
    workspace.delete();
    assertThat(workspace.status().state()).isEqualTo(WorkspaceStatus.State.ABSENT);
    workspace.close();
  }

  @Test
  void anUnknownProviderListsWhatIsThere() {
    assertThatThrownBy(() -> Workspace.create("demo", new Nowhere("azure")))
        .isInstanceOfSatisfying(
            DiscoveryException.class,
            e -> assertThat(e.found()).containsExactly("aws", "local", "onpremise", "simulated"))
        .hasMessageContaining("no provider named 'azure'")
        .hasMessageContaining("io.cloudtik:cloudtik-provider-azure");
  }

  @Test
  void allProblemsOfASpecAreToldAtOnceAndNothingIsStarted() {
    assertThatThrownBy(
            () ->
                workspace
                    .cluster("etl")
                    .withRuntime(new Ghost("ghost"))
                    .withFile(home.resolve("no-such-file"), "a")
                    .withWorkers(w -> w.gpus(2).addInstanceTypes("m6i.large"))
                    .start())
        .isInstanceOfSatisfying(
            InvalidSpecException.class,
            e -> assertThat(e.problems()).hasSizeGreaterThanOrEqualTo(4))
        .hasMessageContaining("no runtime named 'ghost'")
        .hasMessageContaining("no-such-file")
        .hasMessageContaining("gpus")
        .hasMessageContaining("m6i.large");
    assertThat(workspace.operations()).isEmpty();
  }

  @Test
  void aWorkspaceThatIsNotThereIsNotOpened() {
    failsWith(
        ErrorCode.WORKSPACE_NOT_FOUND,
        () -> Workspace.open("other", Local.here().at(home)),
        "'other'",
        "Workspace.create");
    failsWith(
        ErrorCode.INVALID_SPEC,
        () -> Workspace.create("No Good", Local.here().at(home)),
        "workspace.name",
        "'No Good'");
  }

  @Test
  void clustersJobsAndOperationsThatAreNotThereAreNamed() {
    failsWith(ErrorCode.CLUSTER_NOT_FOUND, () -> workspace.attach("ghost"), "'ghost'", "[]");
    failsWith(
        ErrorCode.JOB_NOT_FOUND,
        () -> workspace.job(JobReference.of("demo", "etl", "etl-1")),
        "'etl-1'");
    failsWith(
        ErrorCode.INVALID_SPEC,
        () -> workspace.job(JobReference.of("elsewhere", "etl", "etl-1")),
        "elsewhere");
    failsWith(ErrorCode.OPERATION_NOT_FOUND, () -> workspace.operation("op-1"), "'op-1'");
  }

  @Test
  void aPassedDeadlineSaysWhatWasSeenAndACancelTakesEverythingBack() {
    Operation<Cluster> start = workspace.cluster("etl").withWorkers(w -> w.min(1)).start();
    assertThatThrownBy(() -> start.await(Duration.ofMillis(1)))
        .isInstanceOf(WaitTimeoutException.class)
        .hasMessageContaining("start of cluster etl")
        .hasMessageContaining("goes on");
    assertThat(workspace.clusters()).hasSize(1);

    assertThat(start.cancel()).isTrue();
    failsWith(ErrorCode.CANCELLED, () -> start.await(Duration.ofMinutes(2)), "cancelled");
    assertThat(start.progress().state()).isEqualTo(OperationState.CANCELLED);
  }

  @Test
  void aCommandThatFailsInTheSetUpFailsTheStartWithItsOutput() {
    failsWith(
        ErrorCode.BOOTSTRAP_FAILED,
        () ->
            workspace
                .cluster("etl")
                .withCommandBefore("sh", "-c", "echo no space on planet; exit 4")
                .start()
                .await(Duration.ofMinutes(2)),
        "head",
        "no space on planet",
        "4");
  }
}
