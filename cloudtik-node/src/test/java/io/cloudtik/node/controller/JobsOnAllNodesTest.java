/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.Command;
import io.cloudtik.spec.JobPlacement;
import io.cloudtik.spec.JobSpec;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class JobsOnAllNodesTest {
  private static final JobSpec EVERYWHERE = JobSpec.command("hostname").on(JobPlacement.ALL_NODES);

  private final Simulation cluster = new Simulation(Specs.workers(2));

  @BeforeEach
  void everyNodeRunsIt() {
    cluster.run(5);
    cluster.submit("a", EVERYWHERE);
    cluster.run(3);
    assertThat(cluster.nodes.running()).containsExactly("a.head", "a.workers-1", "a.workers-2");
    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
  }

  @Test
  void itSucceedsWhenAllDidWithTheOutputAndTheResultOfEach() {
    cluster.nodes.end("a.head", 0, "x\ny\n");
    cluster.nodes.end("a.workers-1", 0, "z");
    cluster.run(2);
    assertThat(cluster.job("a").state()).isEqualTo(JobState.RUNNING);
    cluster.nodes.end("a.workers-2", 0, "");
    cluster.run(2);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.SUCCEEDED);
    assertThat(cluster.job("a").exitCode()).isZero();
    assertThat(cluster.document(RecordKeys.jobOutput("etl", "a")))
        .isEqualTo("head: x\nhead: y\nworkers-1: z\n");
    assertThat(cluster.document(RecordKeys.jobResults("etl", "a") + "workers-1"))
        .isEqualTo("result of a.workers-1");
  }

  @Test
  void oneThatFailsMakesItFailAndTheOthersRunToTheirEnd() {
    cluster.nodes.end("a.workers-1", 4, "");
    cluster.run(5);
    assertThat(cluster.nodes.commands).noneMatch(command -> command.contains("cancel"));
    cluster.nodes.end("a.head", 0, "");
    cluster.nodes.end("a.workers-2", 0, "");
    cluster.run(2);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.FAILED);
    assertThat(cluster.job("a").exitCode()).isEqualTo(4);
    assertThat(cluster.job("a").reason()).contains("on 1 of 3 nodes", "workers-1: exit code 4");
    assertThat(states()).containsExactly(JobState.SUCCEEDED, JobState.FAILED, JobState.SUCCEEDED);
  }

  @Test
  void aLostNodeIsNamedAndEndsTheOthers() {
    cluster.cloud.failing.add("workers-2");
    cluster.run(5);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.LOST);
    assertThat(cluster.job("a").reason()).contains("workers-2", "was lost", "it burnt down");
    assertThat(states()).containsExactly(JobState.CANCELLED, JobState.CANCELLED, JobState.LOST);
  }

  @Test
  void aCancelEndsAll() {
    cluster.command("x", Command.CANCEL, Map.of("job", "a"));
    cluster.run(3);

    assertThat(cluster.job("a").state()).isEqualTo(JobState.CANCELLED);
    assertThat(cluster.nodes.running()).isEmpty();
  }

  private List<JobState> states() {
    return cluster.job("a").parts().stream().map(JobPart::state).toList();
  }
}
