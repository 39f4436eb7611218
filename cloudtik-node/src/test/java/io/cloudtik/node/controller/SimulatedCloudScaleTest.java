/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Many machines at once within the limits of EC2, boot 60 s and 30 percent more or less. */
class SimulatedCloudScaleTest {
  static ClusterSpec workers(int count) {
    return ClusterSpec.builder()
        .name("etl")
        .workerGroups(List.of(WorkerGroupSpec.builder().min(count).max(5_000).build()))
        .build();
  }

  @ParameterizedTest
  @CsvSource({"100,0", "1000,300"})
  void machinesAreReady(int machines, int bound) {
    try (CloudSimulation cluster =
        new CloudSimulation(1, CloudLimits.ec2(), workers(machines), Duration.ofSeconds(1))) {
      Duration begun = cluster.elapsed();
      SlowestBoot slowest = new SlowestBoot(cluster);
      cluster.cloud.machines().listen(slowest);

      boolean ready = cluster.runUntil(() -> cluster.ready() == machines, Duration.ofSeconds(900));

      double took = cluster.elapsed().minus(begun).toMillis() / 1000.0;
      List<CallRecord> calls = cluster.callsOfHeads();
      System.out.printf(
          "FIGURE simulated-%d %.1f s virtual until all are ready; %.3f calls for each machine%n",
          machines, took, calls.size() / (double) machines);
      assertThat(ready).isTrue();
      assertThat(cluster.workers()).hasSize(machines);
      assertThat(cluster.cloud.machines().living())
          .extracting(Machine::state)
          .containsOnly(Machine.State.RUNNING);
      assertThat(took).isLessThanOrEqualTo(bound == 0 ? slowest.seconds + 20 : bound);
      if (machines == 100) {
        assertThat(calls.size() / (double) machines).isLessThanOrEqualTo(0.2);
      }
    }
  }

  private static final class SlowestBoot implements MachineListener {
    private final CloudSimulation cluster;
    private double seconds;

    SlowestBoot(CloudSimulation cluster) {
      this.cluster = cluster;
    }

    @Override
    public void booted(Machine machine, boolean sick) {
      seconds = Math.max(seconds, cluster.elapsed().minus(machine.launched()).toMillis() / 1000.0);
    }
  }
}
