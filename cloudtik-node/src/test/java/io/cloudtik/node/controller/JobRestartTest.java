/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.RestartOn;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobRestartTest {
  private static final JobSpec JOB = JobSpec.command("flaky").withRestarts(2);

  private final Simulation cluster = new Simulation(Specs.workers(2));

  private void begin(JobSpec job) {
    cluster.run(5);
    cluster.submit("a", job);
    cluster.run(3);
  }

  @Test
  void aJobThatFailsIsRunAgainAfterAPauseThatDoublesAndThenFailsForGood() {
    begin(JOB);
    cluster.nodes.end("a", 3, "");
    cluster.passes();
    assertThat(cluster.job("a").state()).isEqualTo(JobState.QUEUED);
    assertThat(cluster.job("a").reason()).isEqualTo("attempt 1 of 3 failed: exit code 3");
    cluster.run(3);
    assertThat(cluster.nodes.running()).containsExactly("a.r2");
    cluster.nodes.end("a.r2", 4, "");
    cluster.run(2);
    assertThat(cluster.nodes.running()).as("two seconds are not over").isEmpty();
    cluster.run(3);
    assertThat(cluster.job("a").attempts()).isEqualTo(3);
    cluster.nodes.end("a.r3", 5, "the last\n");
    cluster.run(10);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.job("a").exitCode()).isEqualTo(5);
    assertThat(cluster.job("a").reason()).isEqualTo("attempt 3 of 3, the last: exit code 5");
  }

  @Test
  void aJobWhoseNodeIsLostIsRunAgainOnAnother() {
    begin(JOB.with(job -> job.restartOn(RestartOn.LOSS)));
    String lost = String.valueOf(cluster.job("a").node());
    cluster.cloud.failing.add(lost);
    cluster.run(10);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    assertThat(cluster.job("a").node()).isNotEqualTo(lost);
    cluster.nodes.end("a.r2", 0, "done\n");
    cluster.run(3);
    assertThat(cluster.job("a").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.job("a").attempts()).isEqualTo(2);
  }

  @Test
  void aFailureIsNotMendedByAPolicyForLosses() {
    begin(JOB.with(job -> job.restartOn(RestartOn.LOSS)));
    cluster.nodes.end("a", 3, "");
    cluster.run(3);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.FAILED);
  }

  @Test
  void aJobWhoseTimeIsOverIsNotRunAgainAndSaysThatItWasTheLimit() {
    begin(JOB);
    cluster.nodes.timeOut("a", "its time limit of 5 s passed");
    cluster.run(5);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.TIMED_OUT);
    assertThat(cluster.job("a").reason()).contains("time limit of 5 s");
    assertThat(cluster.job("a").attempts()).isEqualTo(1);
  }

  @Test
  void aCancelledJobIsNotRunAgainNotEvenWhileItWaits() {
    begin(JOB);
    cluster.nodes.end("a", 3, "");
    cluster.passes();
    cluster.command("x", Command.CANCEL, Map.of("job", "a"));
    cluster.run(10);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.nodes.running()).isEmpty();
  }

  @Test
  void attemptsAreCountedAcrossControllers() {
    begin(JOB);
    cluster.nodes.end("a", 3, "");
    cluster.run(1);
    cluster.replaceController();
    cluster.run(30);

    assertThat(cluster.job("a").attempts()).isEqualTo(2);
    assertThat(cluster.nodes.running()).containsExactly("a.r2");
  }
}
