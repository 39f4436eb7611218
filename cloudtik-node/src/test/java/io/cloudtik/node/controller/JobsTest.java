/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobState;
import io.cloudtik.NodeState;
import io.cloudtik.event.JobEvent;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.spec.JobSpec;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

class JobsTest {
  private final Simulation cluster = new Simulation(Specs.workers(2));

  @Test
  void aJobRunsAndItsOutputAndResultAreKept() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    assertThat(cluster.reply("submit-a")).isEqualTo("{\"ok\":true}");
    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    assertThat(cluster.job("a").started()).isNotNull();
    cluster.nodes.end("a", 0, "hello\n");

    cluster.run(2);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.job("a").exitCode()).isZero();
    assertThat(cluster.document(RecordKeys.jobOutput("etl", "a"))).isEqualTo("hello\n");
    assertThat(cluster.document(RecordKeys.jobResult("etl", "a"))).isEqualTo("result of a");
    assertThat(cluster.state.record(StateKeys.job("a")).orElseThrow().json()).contains("SUCCEEDED");
    assertThat(cluster.nodes.commands).contains("workers-1 run-job a", "workers-1 forget-job a");
    assertThat(cluster.events())
        .filteredOn(event -> event instanceof JobEvent)
        .extracting(event -> ((JobEvent) event).state())
        .containsExactly(JobState.RUNNING, JobState.SUCCEEDED);
  }

  @Test
  void anotherExitCodeIsAFailureAndSaysSo() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    cluster.nodes.end("a", 3, "");
    cluster.run(2);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.job("a").exitCode()).isEqualTo(3);
    assertThat(cluster.job("a").reason()).isEqualTo("exit code 3");
  }

  @Test
  void jobsGoToTheWorkerWithTheFewestAndAtMostFourToEach() {
    cluster.run(5);
    for (int i = 0; i < 10; i++) {
      cluster.submit("j" + i);
      cluster.run(1);
    }
    cluster.run(3);

    Map<String, Integer> perNode = new TreeMap<>();
    for (int i = 0; i < 10; i++) {
      perNode.merge(String.valueOf(cluster.job("j" + i).node()), 1, Integer::sum);
    }
    assertThat(perNode)
        .containsEntry("workers-1", 4)
        .containsEntry("workers-2", 4)
        .containsEntry("null", 2);
    assertThat(cluster.job("j8").state()).isEqualTo(JobState.QUEUED);
    cluster.nodes.end("j0", 0, "");
    cluster.run(3);
    assertThat(cluster.job("j8").node()).isEqualTo("workers-1");
    assertThat(cluster.job("j9").node()).isNull();
  }

  @Test
  void filesThatLieInAStorageAreNamedOneByOneToTheNode() {
    cluster.cloud.dataRoot = "s3a://bucket/ws/data/";
    cluster.run(5);
    cluster.submit(
        "a",
        JobSpec.command("sh", "run.sh")
            .with(job -> job.putFiles("run.sh", Path.of("/of/the/client/run.sh"))));
    cluster.run(3);

    StreamEntry told = cluster.state.last(StateKeys.nodeCommands("workers-1"), 1).get(0);
    assertThat(told.fields().get("body"))
        .contains("\"files\":\"s3a://bucket/ws/data/jobs/a/\"")
        .contains("https://bucket/jobs/a/run.sh?for=PT1H");
  }

  @Test
  void aJobThatWasSubmittedBeforeTheControllerStartedIsFound() {
    cluster.recordJob("a");

    cluster.run(8);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aClusterWithoutWorkersRunsJobsOnItsHead() {
    Simulation solo = new Simulation(Specs.onlyHead());
    solo.run(3);
    solo.submit("a");

    solo.run(3);

    assertThat(solo.job("a").node()).isEqualTo("head");
    assertThat(solo.job("a").state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void aJobWhoseNodeIsLostIsLostWithTheReasonAndWhatItHadPrinted() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    cluster.state.append(StateKeys.output("a"), Map.of("n", "0", "data", "half\n"), 0);
    cluster.cloud.failing.add("workers-1");

    cluster.run(3);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.LOST);
    assertThat(cluster.job("a").reason()).contains("workers-1", "it burnt down");
    assertThat(cluster.document(RecordKeys.jobOutput("etl", "a"))).isEqualTo("half\n");
  }

  @Test
  void aRunningJobIsCancelledByItsNode() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    cluster.command("x", Command.CANCEL, Map.of("job", "a"));

    cluster.run(3);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.job("a").cancelAsked()).isTrue();
    assertThat(cluster.nodes.commands).containsOnlyOnce("workers-1 cancel a");
  }

  @Test
  void aQueuedJobIsCancelledWithoutANode() {
    cluster.nodes.headError = "not yet";
    cluster.run(3);
    cluster.submit("a");
    cluster.command("x", Command.CANCEL, Map.of("job", "a"));

    cluster.run(2);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.job("a").reason()).contains("before it ran");
    assertThat(cluster.reply("x")).isEqualTo("{\"ok\":true}");
  }

  @Test
  void anAssignmentSurvivesTheControllerAndIsNotMadeTwice() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(2);
    cluster.replaceController();
    cluster.run(30);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    assertThat(cluster.nodes.commands).containsOnlyOnce("workers-1 run-job a");
  }

  @Test
  void aRunningJobOutlivesAnEmptyRedis() {
    cluster.run(5);
    cluster.submit("a");
    cluster.run(3);
    cluster.loseRedis();

    cluster.run(30);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    assertThat(cluster.job("a").node()).isEqualTo("workers-1");
  }

  @Test
  void surplusWorkersWithoutJobsGoFirstAndOthersFinishTheirs() {
    cluster.run(5);
    cluster.submit("a");
    cluster.submit("b");
    cluster.run(3);
    cluster.nodes.end("a", 0, "");
    cluster.run(2);
    assertThat(cluster.job("b").node()).isEqualTo("workers-2");
    cluster.scale("workers", 1);
    cluster.run(10);
    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-2");

    cluster.scale("workers", 0);
    cluster.run(10);
    assertThat(cluster.workers(NodeState.DRAINING)).containsExactly("workers-2");
    cluster.nodes.end("b", 0, "");
    cluster.run(10);

    assertThat(cluster.job("b").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.cloud.living()).containsExactly("head");
  }

  @Test
  void aDrainThatIsNotNeededAnyMoreIsCancelled() {
    cluster.run(5);
    cluster.submit("a");
    cluster.submit("b");
    cluster.run(3);
    cluster.scale("workers", 1);
    cluster.run(5);
    assertThat(cluster.workers(NodeState.DRAINING)).containsExactly("workers-2");

    cluster.scale("workers", 2);
    cluster.run(3);

    assertThat(cluster.workers(NodeState.READY)).containsExactly("workers-1", "workers-2");
    assertThat(cluster.cloud.launched).hasSize(2);
  }
}
