/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.PassingTime;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.time.Duration;
import org.junit.jupiter.api.Test;

final class BudgetPacerTest {
  private final PassingTime time = new PassingTime();

  @Test
  void aBurstGoesAtOnceAndTheRestAtTheRate() {
    BudgetPacer pacer = new BudgetPacer("launches", 10, 2, time);
    assertThat(timeOf(pacer, 10)).isZero();
    assertThat(timeOf(pacer, 100)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void whatIsNotUsedIsSavedUpToTheBurst() {
    BudgetPacer pacer = new BudgetPacer("launches", 10, 2, time);
    timeOf(pacer, 10);
    time.pause(Duration.ofSeconds(3));
    assertThat(timeOf(pacer, 6)).isZero();
    time.pause(Duration.ofHours(1));
    assertThat(timeOf(pacer, 10)).isZero();
    assertThat(timeOf(pacer, 1)).isEqualTo(Duration.ofMillis(500));
  }

  @Test
  void aThrottledCallEmptiesTheBucketHalvesTheRateAndCallsBringItBack() {
    BudgetPacer pacer = new BudgetPacer("launches", 100, 2, time);
    pacer.throttled(Duration.ofSeconds(5));
    assertThat(timeOf(pacer, 1)).isEqualTo(Duration.ofSeconds(5));
    time.pause(Duration.ofSeconds(1));
    timeOf(pacer, 100);
    assertThat(timeOf(pacer, 100)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void howeverOftenItIsThrottledASixteenthRemains() {
    BudgetPacer pacer = new BudgetPacer("launches", 1, 16, time);
    for (int i = 0; i < 20; i++) {
      pacer.throttled(Duration.ZERO);
    }
    // The first call has let the rate grow already.
    assertThat(timeOf(pacer, 1)).isBetween(Duration.ofMillis(600), Duration.ofSeconds(1));
  }

  @Test
  void whoIsInterruptedGivesTheTokenBack() {
    BudgetPacer pacer = new BudgetPacer("launches", 1, 1, time);
    pacer.take();
    Thread.currentThread().interrupt();
    assertThatThrownBy(pacer::take)
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("launches");
    assertThat(Thread.interrupted()).isTrue();
    assertThat(timeOf(pacer, 1)).isZero();
  }

  @Test
  void allWorkspacesOfTheJvmShareABudget() {
    assertThat(context("one").pacer("of BudgetPacerTest", 3, 1))
        .isSameAs(context("other").pacer("of BudgetPacerTest", 3, 1))
        .isNotSameAs(context("one").pacer("another of BudgetPacerTest", 3, 1));
  }

  private EngineContext context(String workspace) {
    MemoryStore store = new MemoryStore(FakeClock.standing());
    return EngineContext.onClient(workspace, time, () -> new WorkspaceRecords(store), null);
  }

  private Duration timeOf(BudgetPacer pacer, int calls) {
    long before = time.mark();
    for (int i = 0; i < calls; i++) {
      pacer.take();
    }
    return time.since(before);
  }
}
