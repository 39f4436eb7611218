/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.WorkerGroupSpec;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MemoryRuleTest {
  @ParameterizedTest
  @CsvSource({
    // node, driver, executor heap (MiB)
    "1024, 512, 512",
    "2048, 512, 896",
    "4096, 512, 2880",
    "8192, 1024, 5991",
    "32768, 4096, 23962",
    "262144, 4096, 217498",
  })
  void memoryIsSharedOutByTheRule(long node, long driver, long heap) {
    MemoryRule rule = new MemoryRule(DataSize.mib(node));
    assertThat(rule.driver()).isEqualTo(driver);
    assertThat(rule.executorHeap()).isEqualTo(heap);
  }

  @ParameterizedTest
  @CsvSource({"1536", "2048", "3000", "16384", "65536", "1048576"})
  void driverDaemonsAndExecutorFitIntoTheNode(long node) {
    MemoryRule rule = new MemoryRule(DataSize.mib(node));
    long daemons = Math.max(384, node / 16);
    long executorProcess = rule.executorHeap() + Math.min(256, rule.executorHeap() / 10);
    assertThat(daemons + rule.driver() + executorProcess).isLessThanOrEqualTo(node);
  }

  @Test
  void theSmallestWorkerDecidesHowLargeExecutorsAre() {
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("c")
            .workerGroups(
                List.of(
                    WorkerGroupSpec.builder().name("big").memory(DataSize.gib(32)).build(),
                    WorkerGroupSpec.builder().name("small").memory(DataSize.gib(4)).build()))
            .build();
    assertThat(MemoryRule.clusterHeap(spec, DataSize.gib(32))).isEqualTo(2880);
  }

  @Test
  void aGroupWithoutMemoryCountsAsThisNode() {
    ClusterSpec spec = ClusterSpec.builder().name("c").build();
    assertThat(MemoryRule.clusterHeap(spec, DataSize.gib(2))).isEqualTo(896);
  }

  @ParameterizedTest
  @CsvSource({"900m, 900", "2g, 2048", "2GB, 2048", "1t, 1048576", "512, 512", "2048k, 2"})
  void sizesAreReadAsSparkWritesThem(String text, long mib) {
    assertThat(SparkSize.mib(text)).hasValue(mib);
  }

  @Test
  void otherTextIsNoSize() {
    assertThat(SparkSize.mib("")).isEmpty();
    assertThat(SparkSize.mib("lots")).isEmpty();
  }
}
