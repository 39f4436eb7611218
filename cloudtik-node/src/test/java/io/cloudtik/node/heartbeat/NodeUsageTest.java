/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.node.process.ProcStat;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class NodeUsageTest {
  private static final long SELF = ProcessHandle.current().pid();

  @Test
  void countsItselfItsSessionsAndTheirChildrenButNobodyElse() {
    ProcStat self = process(SELF, 1, 1);
    ProcStat service = process(9_000_001, 1, 9_000_000);
    ProcStat leftItsSession = process(9_000_002, 9_000_001, 9_000_002);
    ProcStat stranger = process(9_000_003, 1, 9_000_003);
    assertThat(
            NodeUsage.members(List.of(leftItsSession, stranger, service, self), Set.of(9_000_000L)))
        .containsExactlyInAnyOrder(self, service, leftItsSession);
  }

  @Test
  void aShareIsBetweenNothingAndAll() {
    NodeUsage usage = new NodeUsage(1);
    usage.sample(Set.of());
    NodeUsage.Sample second = usage.sample(Set.of());
    assertThat(second.cpu()).isBetween(0.0, 1.0);
    assertThat(second.memory()).isNotNegative();
  }

  private static ProcStat process(long pid, long parent, long session) {
    return new ProcStat(pid, 'S', parent, session, 0, 0, 0);
  }
}
