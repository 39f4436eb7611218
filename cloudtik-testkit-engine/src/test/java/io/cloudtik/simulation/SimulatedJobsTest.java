/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import static java.time.Duration.ofHours;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterState;
import io.cloudtik.Job;
import io.cloudtik.JobReference;
import io.cloudtik.JobResult;
import io.cloudtik.JobState;
import io.cloudtik.Workspace;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.testkit.cloud.JobOutcome;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.junit.CloudTikTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Jobs on nodes that run no programs: the test says what comes of them. */
@CloudTikTest
class SimulatedJobsTest {
  private static final JobSpec REPORT = JobSpec.command("python3", "report.py");

  private static Cluster start(Workspace workspace) {
    return workspace
        .cluster("etl")
        .withWorkers(w -> w.min(2).max(10).spot())
        .start()
        .await(ofMinutes(30));
  }

  private static Duration took(JobResult result) {
    return Duration.between(
        result.status().started().orElseThrow(), result.status().finished().orElseThrow());
  }

  @Test
  void aJobSucceedsAfterTwoMinutesUnlessTheTestSaysOtherwise(Workspace workspace) {
    Cluster cluster = start(workspace);

    JobResult result = cluster.submit(REPORT).await(ofHours(1));

    assertThat(result.status().exitCode()).hasValue(0);
    assertThat(took(result)).isBetween(ofMinutes(2), ofMinutes(2).plusSeconds(10));
    cluster.terminate();
  }

  @Test
  void whatItPrintsAndLeavesIsThere(Workspace workspace, SimulatedCloud cloud) {
    cloud
        .jobs()
        .named(
            "python3",
            JobOutcome.exit(3).after(ofMinutes(10)).printing("half", "all").withResult("{}"));
    Cluster cluster = start(workspace);

    Job job = cluster.submit(REPORT.withKey("monday"));
    cloud.time().pause(ofMinutes(6));
    assertThat(job.output()).isEqualTo("half\n");
    List<String> lines = new ArrayList<>();
    job.follow(lines::add, ofHours(1));
    JobResult result = job.await(ofHours(1));

    assertThat(lines).containsExactly("half", "all");
    assertThat(result.status().state()).isEqualTo(JobState.FAILED);
    assertThat(result.status().exitCode()).hasValue(3);
    assertThat(result.output()).isEqualTo("half\nall\n");
    assertThat(result.result()).hasValue("{}");
    assertThat(cluster.submit(REPORT.withKey("monday")).reference()).isEqualTo(job.reference());
    cluster.terminate();
  }

  @Test
  void aJobIsCancelledOrRunsOutOfTime(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().when(spec -> true, JobOutcome.success().after(ofHours(20)));
    Cluster cluster = start(workspace);

    JobResult over = cluster.submit(REPORT.withTimeLimit(ofMinutes(5))).await(ofHours(1));
    Job cancelled = cluster.submit(REPORT);
    cloud.time().pause(ofMinutes(1));
    cancelled.cancel();

    assertThat(over.status().state()).isEqualTo(JobState.TIMED_OUT);
    assertThat(cancelled.await(ofMinutes(5)).status().state()).isEqualTo(JobState.CANCELLED);
    cluster.terminate();
  }

  @Test
  void eachAttemptCanComeOutDifferently(Workspace workspace, SimulatedCloud cloud) {
    cloud
        .jobs()
        .when(spec -> true, run -> run.attempt() < 3 ? JobOutcome.exit(1) : JobOutcome.success());
    Cluster cluster = start(workspace);

    JobResult result = cluster.submit(REPORT.withRestarts(5)).await(ofHours(1));

    assertThat(result.succeeded()).isTrue();
    assertThat(result.status().attempts()).isEqualTo(3);
    cluster.terminate();
  }

  @Test
  void aTestThatDoesNotKnowSaysSoInTheReason(Workspace workspace, SimulatedCloud cloud) {
    cloud
        .jobs()
        .when(
            spec -> true,
            run -> {
              throw new IllegalStateException("not thought of");
            });
    Cluster cluster = start(workspace);

    JobResult result = cluster.submit(REPORT).await(ofHours(1));

    assertThat(result.status().state()).isEqualTo(JobState.FAILED);
    assertThat(result.status().reason()).contains("not thought of");
    cluster.terminate();
  }

  @Test
  void aJobOnAllWorkersHasAnOutcomeForEach(Workspace workspace, SimulatedCloud cloud) {
    cloud
        .jobs()
        .when(spec -> true, run -> JobOutcome.success().withResult("rank of " + run.node()));
    Cluster cluster = start(workspace);

    JobResult result = cluster.submit(REPORT.on(JobPlacement.ALL_WORKERS)).await(ofHours(1));

    assertThat(result.results())
        .containsEntry("workers-1", "rank of workers-1")
        .containsEntry("workers-2", "rank of workers-2");
    cluster.terminate();
  }

  @Test
  void aJobOutlivesTheLossOfTheHead(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().when(spec -> true, JobOutcome.success().after(ofMinutes(30)).printing("done"));
    Cluster cluster = start(workspace);
    Job job = cluster.submit(REPORT);
    cloud.time().pause(ofMinutes(2));

    cloud
        .machines()
        .take(
            machine -> machine.label("cloudtik-slot").equals(LaunchRequest.HEAD_SLOT),
            "host failure");
    Cluster recovered = cluster.recover().await(ofMinutes(30));
    JobResult result = job.await(ofHours(1));

    assertThat(result.succeeded()).isTrue();
    assertThat(result.status().attempts()).isEqualTo(1);
    assertThat(result.output()).isEqualTo("done\n");
    recovered.terminate();
  }

  @Test
  void aDetachedJobEndsItsCluster(Workspace workspace, SimulatedCloud cloud) {
    JobReference reference =
        workspace.cluster("night").withWorkers(w -> w.min(2).max(2)).runDetached(REPORT);

    JobResult result = workspace.job(reference).await(ofHours(1));
    cloud.time().pause(ofMinutes(30));

    assertThat(result.succeeded()).isTrue();
    assertThat(workspace.clusters()).isEmpty();
    assertThat(cloud.machines().living()).isEmpty();
  }

  private static Duration processorTime() {
    return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Test
  void anHourOfClusterLifeIsOverSoon(Workspace workspace, SimulatedCloud cloud) {
    cloud.jobs().named("python3", JobOutcome.success().after(ofMinutes(40)));
    Cluster cluster = start(workspace);
    Duration from = cloud.time().elapsed();
    Duration used = processorTime();
    long begun = System.nanoTime();

    Job job = cluster.submit(REPORT.withRestarts(3));
    cloud.machines().reclaim(0.6, ofSeconds(120));
    JobResult result = job.await(ofHours(2));
    cloud.time().pause(ofMinutes(15));

    System.out.printf(
        "FIGURE an hour of cluster life: %s of virtual time in %.1f s, %.1f s of a core, %d calls%n",
        cloud.time().elapsed().minus(from),
        (System.nanoTime() - begun) / 1e9,
        processorTime().minus(used).toMillis() / 1e3,
        cloud.log().size());
    assertThat(result.succeeded()).isTrue();
    assertThat(cluster.status().state()).isEqualTo(ClusterState.READY);
    cluster.terminate();
  }
}
