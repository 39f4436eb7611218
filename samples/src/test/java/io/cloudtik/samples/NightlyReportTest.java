/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.Cluster;
import io.cloudtik.Job;
import io.cloudtik.JobResult;
import io.cloudtik.Workspace;
import io.cloudtik.error.FailureKind;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.cloud.JobOutcome;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.junit.CloudTikTest;
import org.junit.jupiter.api.Test;

/** Tests of a pipeline as users write them; docs/testing.md shows them. */
@CloudTikTest
class NightlyReportTest {
  @Test
  void theReportIsMadeAndNothingIsLeft(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().named("report", JobOutcome.success().after(ofMinutes(40)).printing("12 pages"));

    String output = new NightlyReport(workspace).make("2030-01-01");

    assertThat(output).isEqualTo("12 pages\n");
    assertThat(workspace.clusters()).isEmpty();
    assertThat(cloud.machines().living()).isEmpty();
    assertThat(cloud.machines().cost().doubleValue()).isLessThan(0.5);
  }

  @Test
  void theReportIsMadeAlthoughMostSpotMachinesAreTakenBack(
      Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().named("report", JobOutcome.success().after(ofMinutes(40)));
    cloud.time().at(ofMinutes(20), () -> cloud.machines().reclaim(0.6, ofSeconds(120)));

    new NightlyReport(workspace).make("2030-01-01");

    assertThat(cloud.machines().all()).hasSizeGreaterThan(5);
  }

  @Test
  void aMachineThatIsTakenBackUnderTheJobDelaysIt(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().named("report", JobOutcome.success().after(ofMinutes(30)));
    Cluster cluster =
        workspace
            .cluster("etl")
            .withWorkers(w -> w.min(4).max(10).spot())
            .start()
            .await(ofMinutes(30));

    Job job =
        cluster.submit(JobSpec.command("report").with(report -> report.name("report").restarts(3)));
    cloud.time().pause(ofMinutes(10));
    cloud.machines().reclaim(1.0, ofSeconds(120));
    JobResult result = job.await(ofHours(2));

    assertThat(result.status().exitCode()).hasValue(0);
    assertThat(result.status().attempts()).isEqualTo(2);
    cluster.terminate();
  }

  @Test
  void aProgramThatFailsIsToldWithItsReason(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().named("report", JobOutcome.exit(1).after(ofMinutes(5)));

    assertThatThrownBy(() -> new NightlyReport(workspace).make("2030-01-01"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("no report of 2030-01-01");

    assertThat(cloud.machines().living()).isEmpty();
  }

  @Test
  void aCloudThatRefusesCallsForAWhileOnlyDelaysIt(Workspace workspace, SimulatedCloud cloud) {
    cloud.faults().on("LaunchMachines").times(3).refuse(FailureKind.THROTTLED);
    cloud.machines().outage("sim-a", ofHours(1));

    new NightlyReport(workspace).make("2030-01-01");

    assertThat(cloud.machines().all()).noneMatch(it -> it.pool().zone().equals("sim-a"));
  }
}
