/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ResourceOrderTest {
  @Test
  void whatIsIndependentIsInOneWave() {
    Map<String, Set<String>> graph = new LinkedHashMap<>();
    graph.put("subnet", Set.of("vpc"));
    graph.put("vpc", Set.of());
    graph.put("bucket", Set.of());
    graph.put("nat", Set.of("subnet"));

    List<List<String>> waves = ResourceOrder.waves(graph);

    assertThat(waves).containsExactly(List.of("vpc", "bucket"), List.of("subnet"), List.of("nat"));
    assertThat(ResourceOrder.reversed(waves).get(0)).containsExactly("nat");
  }

  @Test
  void aCircleIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> ResourceOrder.waves(Map.of("a", Set.of("b"), "b", Set.of("a"))))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("a")
        .hasMessageContaining("b");
  }

  @Test
  void anUnknownDependencyIsAnErrorThatNamesIt() {
    assertThatThrownBy(() -> ResourceOrder.waves(Map.of("a", Set.of("ghost"))))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("ghost");
  }
}
