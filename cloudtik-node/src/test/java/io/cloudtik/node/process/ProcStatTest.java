/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class ProcStatTest {
  @Test
  void aProgramMayHaveAnyName() {
    String line =
        "42 (a) b (S) 1) S 7 40 39 0 -1 4194560 100 0 0 0 250 50 0 0 20 0 3 0 123456 1000 25 0";
    assertThat(ProcStat.parse(42, line)).isEqualTo(new ProcStat(42, 'S', 7, 39, 300, 123456, 25));
  }

  @Test
  void aZombieDoesNotLive() {
    assertThat(new ProcStat(42, 'Z', 7, 39, 0, 0, 0).lives()).isFalse();
  }
}
