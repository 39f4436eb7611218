/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Cluster;
import io.cloudtik.ExecResult;
import io.cloudtik.Workspace;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class TrainingJobIT {
  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void allRanksLearnTheSame() throws Exception {
    try (Workspace workspace = Workspace.create("training", home.provider());
        Cluster cluster =
            workspace
                .cluster("ranks")
                .withWorkers(workers -> workers.min(2).max(2))
                .start()
                .await(Duration.ofMinutes(2))) {
      List<ExecResult> ranks = TrainingJob.train(cluster);
      assertThat(ranks)
          .extracting(ExecResult::output)
          .containsExactly(
              "rank 0 of 2 learned y = 3.00x -1.00\n", "rank 1 of 2 learned y = 3.00x -1.00\n");
      assertThat(ranks).extracting(ExecResult::exitCode).containsOnly(0);
      assertThat(cluster.terminate().leftBehind()).isEmpty();
    }
  }
}
