/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobState;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class JobQueueTest {
  private static final JobSpec JOB = JobSpec.command("sleep", "1");

  @Test
  void jobsRunAsManyAtOnceAsAllowedAndInTheOrderOfSubmission() {
    Simulation cluster = new Simulation(Specs.queue(2, 2, 10));
    cluster.run(5);
    // Names that sort the other way round, all of one moment: only the order of commands is left.
    List<String> jobs = List.of("f", "e", "d", "c", "b", "a");
    jobs.forEach(cluster::submit);
    List<String> begun = new ArrayList<>();
    while (begun.size() < jobs.size()) {
      cluster.run(3);
      List<String> running = cluster.nodes.running();
      assertThat(running).hasSizeLessThanOrEqualTo(2);
      begun.addAll(running.stream().sorted((a, b) -> b.compareTo(a)).toList());
      running.forEach(job -> cluster.nodes.end(job, 0, ""));
    }

    assertThat(begun).isEqualTo(jobs);
  }

  @Test
  void whoComesWhenTheQueueIsFullIsToldTheLimitAndLeavesNothing() {
    Simulation cluster = new Simulation(Specs.queue(1, 1, 2));
    cluster.run(5);
    List.of("a", "b", "c").forEach(cluster::submit);
    cluster.run(3);
    cluster.submit("d");
    cluster.run(1);

    assertThat(cluster.reply("submit-c")).isEqualTo("{\"ok\":true}");
    assertThat(cluster.reply("submit-d"))
        .contains("JOB_QUEUE_FULL", "1 jobs that run and 2 that wait", "at most 1 run at once")
        .contains("2 more may wait", "submit it again when one has ended");
    assertThat(cluster.document(RecordKeys.job("etl", "d"))).isEqualTo("none");

    cluster.nodes.end("a", 0, "");
    cluster.run(3);
    cluster.recordJob("d");
    cluster.command("again", Command.SUBMIT, Map.of("job", "d"));
    cluster.run(1);
    assertThat(cluster.job("d").number()).isEqualTo(4);
  }

  @Test
  void whoIsInTheQueueAlreadyIsNeverRefused() {
    Simulation cluster = new Simulation(Specs.queue(1, 1, 1));
    cluster.run(5);
    List.of("a", "b").forEach(cluster::submit);
    cluster.run(3);
    cluster.command("again", Command.SUBMIT, Map.of("job", "b"));
    cluster.replaceController();
    cluster.run(30);
    cluster.command("afterwards", Command.SUBMIT, Map.of("job", "b"));
    cluster.run(1);

    assertThat(cluster.reply("again")).isEqualTo("{\"ok\":true}");
    assertThat(cluster.reply("afterwards")).isEqualTo("{\"ok\":true}");
  }

  @Test
  void theQueueAndItsOrderSurviveTheControllerAndTheHead() {
    Simulation cluster = new Simulation(Specs.queue(1, 1, 10));
    cluster.run(5);
    List.of("c", "b", "a").forEach(cluster::submit);
    cluster.run(3);
    assertThat(cluster.nodes.running()).containsExactly("c");
    cluster.loseRedis();
    cluster.run(30);
    cluster.nodes.end("c", 0, "");
    cluster.run(3);
    assertThat(cluster.nodes.running()).containsExactly("b");
    cluster.replaceController();
    cluster.run(30);
    cluster.nodes.end("b", 0, "");
    cluster.run(3);

    assertThat(cluster.nodes.running()).containsExactly("a");
  }

  @Test
  void aJobWhoseClientDiedBeforeItCouldSpeakOfItIsFound() {
    Simulation cluster = new Simulation(Specs.workers(1));
    cluster.run(5);
    cluster.recordJob("silent");
    cluster.run(40);

    assertThat(cluster.job("silent").state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobOnAllNodesWaitsForThemAndNobodyOvertakesIt() {
    Simulation cluster = new Simulation(Specs.workers(3));
    cluster.run(5);
    cluster.cloud.failing.add("workers-2");
    cluster.run(1);
    cluster.submit("all", JOB.on(JobPlacement.ALL_NODES));
    cluster.submit("one");
    cluster.passes();
    assertThat(cluster.job("all").reason()).contains("all 3 workers", "2 workers are");
    assertThat(cluster.job("one").assigned()).isFalse();

    cluster.run(10);

    assertThat(cluster.nodes.running())
        .containsExactly("all.head", "all.workers-1", "all.workers-3", "all.workers-4", "one");
  }

  @Test
  void whatEndedJobsLeaveInRedisIsDeletedAfterAWhile() {
    Simulation cluster = new Simulation(Specs.workers(1));
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    cluster.nodes.end("a", 0, "x");
    cluster.run(2);
    assertThat(cluster.state.records("jobrun:")).isNotEmpty();
    cluster.replaceController();
    cluster.run((int) Duration.ofMinutes(6).toSeconds());

    assertThat(cluster.state.records("job")).isEmpty();
    assertThat(cluster.document(RecordKeys.jobOutput("etl", "a"))).isEqualTo("x");
  }
}
