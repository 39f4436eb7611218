/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.state.StateKeys;
import java.util.Map;
import org.junit.jupiter.api.Test;

class NewsTest {
  @Test
  void whatIsToldIsNewOnce() {
    MemoryState state = new MemoryState();
    News news = new News(state);
    assertThat(news.any()).isFalse();

    state.append(StateKeys.EVENTS, Map.of("json", "{}"), 0);
    state.append(StateKeys.EVENTS, Map.of("json", "{}"), 0);

    assertThat(news.any()).isTrue();
    assertThat(news.any()).isFalse();
  }
}
