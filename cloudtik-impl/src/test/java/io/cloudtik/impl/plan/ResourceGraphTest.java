/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceGraphTest {
  private static final ResourceGraph GRAPH =
      ResourceGraph.of(
          ordered(
              Map.entry("routes", Set.of("gateway", "network")),
              Map.entry("gateway", Set.of("subnet")),
              Map.entry("subnet", Set.of("network")),
              Map.entry("bucket", Set.of()),
              Map.entry("network", Set.of())));

  @Test
  void eachComesAfterWhatItDependsOn() {
    assertThat(GRAPH.ids()).containsExactly("bucket", "network", "subnet", "gateway", "routes");
  }

  @Test
  void whatDependsInAnyWayIsFoundInBothDirections() {
    assertThat(GRAPH.withDependents(List.of("subnet")))
        .containsExactlyInAnyOrder("subnet", "gateway", "routes");
    assertThat(GRAPH.withDependencies(List.of("gateway")))
        .containsExactlyInAnyOrder("gateway", "subnet", "network");
  }

  @Test
  void whatLiesBetweenOrdersTheRest() {
    assertThat(GRAPH.order(Set.of("network", "routes")))
        .isEqualTo(Map.of("network", Set.of(), "routes", Set.of("network")));
    assertThat(GRAPH.reversedOrder(Set.of("network", "routes")))
        .isEqualTo(Map.of("network", Set.of("routes"), "routes", Set.of()));
  }

  @Test
  void aCircleOrAnUnknownDependencyIsADefect() {
    assertThatThrownBy(() -> ResourceGraph.of(Map.of("a", Set.of("b"), "b", Set.of("a"))))
        .hasMessageContaining("circle");
    assertThatThrownBy(() -> ResourceGraph.of(Map.of("a", Set.of("c"))))
        .hasMessageContaining("depends on one of [c] that is none");
  }

  @SafeVarargs
  private static Map<String, Set<String>> ordered(Map.Entry<String, Set<String>>... entries) {
    Map<String, Set<String>> map = new LinkedHashMap<>();
    for (Map.Entry<String, Set<String>> entry : entries) {
      map.put(entry.getKey(), entry.getValue());
    }
    return map;
  }
}
