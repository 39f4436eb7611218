/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.engine.ClusterStarter;
import java.util.List;
import org.junit.jupiter.api.Test;

class ClusterDraftTest {
  private record TestRuntime(String runtime, int size) implements RuntimeConfig {}

  /** A draft must never need its starter to be changed. */
  private static final class NoStarter implements ClusterStarter {
    @Override
    public ClusterPlan plan(ClusterSpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Operation<Cluster> start(ClusterSpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Operation<Cluster> startOrAttach(ClusterSpec spec) {
      throw new UnsupportedOperationException();
    }

    @Override
    public JobReference runDetached(ClusterSpec spec, JobSpec job) {
      throw new UnsupportedOperationException();
    }
  }

  private final ClusterDraft base =
      new ClusterDraft(new NoStarter(), ClusterSpec.builder().name("etl").build());

  @Test
  void aBranchLeavesItsBaseAsItWas() {
    ClusterDraft branch = base.withWorkers(w -> w.min(2).max(20).memory(DataSize.gib(4)));

    assertThat(base.spec().workerGroups().get(0).min()).isEqualTo(1);
    assertThat(branch.spec().workerGroups()).hasSize(1);
    assertThat(branch.spec().workerGroups().get(0).max()).isEqualTo(20);
  }

  @Test
  void aGroupIsAddedByNameAndChangedByName() {
    ClusterDraft draft =
        base.withWorkers("gpu", w -> w.gpus(1)).withWorkers("gpu", w -> w.min(2).max(3));

    assertThat(draft.spec().workerGroups().stream().map(WorkerGroupSpec::name))
        .containsExactly("workers", "gpu");
    assertThat(draft.spec().workerGroup("gpu").orElseThrow().gpus()).isEqualTo(1);
    assertThat(draft.spec().workerGroup("gpu").orElseThrow().min()).isEqualTo(2);
  }

  @Test
  void aRuntimeTakesThePlaceOfOneOfTheSameName() {
    ClusterDraft draft =
        base.withRuntime(new TestRuntime("spark", 1)).withRuntime(new TestRuntime("spark", 2));

    assertThat(draft.spec().runtimes()).isEqualTo(List.of(new TestRuntime("spark", 2)));
  }

  @Test
  void aDraftCanHaveNoWorkers() {
    assertThat(base.withoutWorkers().spec().workerGroups()).isEmpty();
  }
}
