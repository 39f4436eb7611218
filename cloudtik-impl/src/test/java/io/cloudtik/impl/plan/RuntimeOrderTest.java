/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.NodeContext;
import io.cloudtik.spi.runtime.NodeServices;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RuntimeOrderTest {
  private final Map<String, ClusterRuntime> runtimes = new LinkedHashMap<>();

  @Test
  void eachComesAfterWhatItRequiresAndUses() {
    add("notebook", Set.of("spark"), Set.of("metastore"));
    add("spark", Set.of("storage"), Set.of("metastore", "not-in-the-cluster"));
    add("metastore", Set.of(), Set.of());
    add("storage", Set.of(), Set.of());

    assertThat(RuntimeOrder.names(runtimes))
        .containsExactly("metastore", "storage", "spark", "notebook");
    assertThat(RuntimeOrder.sort(runtimes)).last().isSameAs(runtimes.get("notebook"));
  }

  @Test
  void withoutNeedsTheOrderOfTheUserStays() {
    add("c", Set.of(), Set.of());
    add("a", Set.of(), Set.of());
    add("b", Set.of(), Set.of());

    assertThat(RuntimeOrder.names(runtimes)).containsExactly("c", "a", "b");
  }

  @Test
  void missingRequirementsAndCyclesAreNamedTogether() {
    add("a", Set.of("b"), Set.of());
    add("b", Set.of(), Set.of("c"));
    add("c", Set.of("a", "absent"), Set.of());

    assertThat(RuntimeOrder.problems(runtimes))
        .containsExactly(
            "runtimes: expected 'absent', which 'c' requires, got [a, b, c]",
            "runtimes: expected an order of set-up, got the cycle a -> b -> c -> a");
    assertThatThrownBy(() -> RuntimeOrder.sort(runtimes))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("absent")
        .hasMessageContaining("a -> b -> c -> a");
  }

  @Test
  void oneThatNeedsItselfIsACycle() {
    add("a", Set.of(), Set.of("a"));

    assertThat(RuntimeOrder.problems(runtimes))
        .containsExactly("runtimes: expected an order of set-up, got the cycle a -> a");
  }

  private void add(String name, Set<String> requires, Set<String> uses) {
    runtimes.put(name, new Needs(requires, uses));
  }

  private record Needs(Set<String> requires, Set<String> uses) implements ClusterRuntime {
    @Override
    public NodeServices configure(NodeContext context) {
      throw new UnsupportedOperationException("is never asked for");
    }
  }
}
