/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.List;
import org.junit.jupiter.api.Test;

class LocalShapesTest {
  private final LocalShapes shapes = new LocalShapes(new Computer(4, DataSize.gib(8)));

  private static ClusterSpec spec(WorkerGroupSpec... groups) {
    return ClusterSpec.builder().name("etl").workerGroups(List.of(groups)).build();
  }

  @Test
  void headAndWorkersHaveTwoCpusAndTwoGibibytes() {
    assertThat(shapes.head(HeadSpec.builder().build()).cpus()).isEqualTo(2);
    assertThat(shapes.head(HeadSpec.builder().build()).memory()).isEqualTo(DataSize.gib(2));
    assertThat(shapes.worker(WorkerGroupSpec.builder().build()).cpus()).isEqualTo(2);
    assertThat(shapes.worker(WorkerGroupSpec.builder().build()).memory())
        .isEqualTo(DataSize.gib(2));
  }

  @Test
  void allProblemsAreToldAtOnceWithWhatWasFound() {
    ClusterSpec spec =
        spec(WorkerGroupSpec.builder().gpus(2).addInstanceTypes("m6i.large").build())
            .with(b -> b.head(HeadSpec.builder().addInstanceTypes("local").build()));

    assertThat(shapes.problems(spec))
        .containsExactly(
            "workers.instanceTypes: expected none or 'local' with the local provider, got"
                + " 'm6i.large'",
            "workers.gpus: expected 0, as the local provider hands out no GPUs, got 2");
  }

  @Test
  void whatTheComputerHasIsNoNotice() {
    assertThat(shapes.notices(spec(WorkerGroupSpec.builder().build()))).isEmpty();
  }

  @Test
  void moreThanTheComputerHasIsSaidWithBothFigures() {
    WorkerGroupSpec group = WorkerGroupSpec.builder().max(3).memory(DataSize.gib(3)).spot().build();

    assertThat(shapes.notices(spec(group)))
        .containsExactly(
            "workers 'workers' ask for spot machines: no difference here",
            "cluster 'etl' declares up to 11 GiB of memory over 4 nodes, this computer has 8 GiB:"
                + " allowed, may be slow",
            "cluster 'etl' declares up to 8 CPUs over 4 nodes, this computer has 4: allowed, may"
                + " be slow");
  }
}
