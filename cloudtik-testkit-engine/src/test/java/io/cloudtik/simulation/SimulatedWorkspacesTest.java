/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.PlannedStep.Action;
import io.cloudtik.ResourceStatus;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspaceStatus;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.VirtualTime;
import io.cloudtik.testkit.junit.CloudTikTest;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Workspaces on the simulated cloud, as users' tests have them. */
@CloudTikTest(workspace = "lake")
class SimulatedWorkspacesTest {
  private VirtualTime before;

  @BeforeEach
  void takeTheTime(VirtualTime time) {
    before = time;
  }

  @Test
  void aWorkspaceIsThereWithoutRealWaiting(Workspace workspace, SimulatedCloud cloud) {
    assertThat(workspace.name()).isEqualTo("lake");
    assertThat(workspace.status().state()).isEqualTo(WorkspaceStatus.State.COMPLETE);
    assertThat(workspace.plan().isEmpty()).isTrue();
    assertThat(workspace.calls()).extracting("name").contains("CreateNetwork");
    assertThat(cloud.time()).isSameAs(before);
    // The gateway alone takes 90 s there.
    assertThat(before.elapsed()).isGreaterThan(Duration.ofSeconds(90));
  }

  @Test
  void whatSomebodyChangedIsDriftAndIsMended(Workspace workspace, SimulatedCloud cloud) {
    String firewall =
        cloud.things().all().stream()
            .filter(thing -> thing.kind() == ThingKind.FIREWALL)
            .findFirst()
            .orElseThrow()
            .id();
    cloud.things().meddle(firewall, Map.of("outside", "everybody"));

    assertThat(workspace.plan().steps())
        .filteredOn(step -> step.action() == Action.UPDATE)
        .hasSize(1);
    workspace.apply().await(Duration.ofMinutes(10));

    assertThat(workspace.status().resources()).allMatch(ResourceStatus::isRight);
  }

  @Test
  void aRefusedCallIsAFailureThatSaysWhichAndIsResumed(Simulated place, SimulatedCloud cloud) {
    cloud.faults().on("CreateNatGateway").times(1).refuse(FailureKind.PERMISSION);

    assertThatThrownBy(() -> Workspace.create("other", place))
        .isInstanceOfSatisfying(
            CloudTikException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.PERMISSION_DENIED));

    try (Workspace workspace = Workspace.create("other", place)) {
      assertThat(workspace.status().state()).isEqualTo(WorkspaceStatus.State.COMPLETE);
      workspace.delete(Retained.DELETE);
    }
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void aWorkspaceThatTheTestDeletesItselfIsFine(Workspace workspace, SimulatedCloud cloud) {
    workspace.delete();

    assertThat(workspace.status().state()).isEqualTo(WorkspaceStatus.State.RETAINED);
    assertThat(cloud.leftovers()).singleElement().asString().contains("cloudtik-lake-bucket");
  }
}
