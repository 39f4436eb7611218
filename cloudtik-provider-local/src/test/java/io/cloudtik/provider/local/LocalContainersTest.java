/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LocalContainersTest {
  private final LocalContainers containers = Local.containers().at(Path.of("/a"));

  @AfterEach
  void clear() {
    System.clearProperty("cloudtik.home");
  }

  @Test
  void theHomeIsThatOfProcesses() {
    System.setProperty("cloudtik.home", "/some/home");
    assertThat(Local.containers().home()).isEqualTo(Path.of("/some/home"));
  }

  @Test
  void changesGiveCopies() {
    assertThat(containers.isInternal()).isFalse();
    assertThat(containers.internal().isInternal()).isTrue();
    assertThat(containers.image()).isEmpty();
    assertThat(containers.image("a:1").internal().at(Path.of("/b")).image()).contains("a:1");
    assertThat(containers.base()).isEqualTo("debian:bookworm-slim");
    assertThat(containers)
        .isEqualTo(Local.containers().at(Path.of("/a")))
        .hasSameHashCodeAs(Local.containers().at(Path.of("/a")))
        .isNotEqualTo(containers.internal())
        .isNotEqualTo(containers.base("b"))
        .isNotEqualTo(containers.image("a:1"));
  }

  @Test
  void thePlainFormHoldsAll() {
    LocalProviderFactory factory = new LocalProviderFactory();
    for (LocalContainers each :
        new LocalContainers[] {
          containers,
          containers.internal().base("b:1"),
          containers.image("registry.example:5000/a/b@sha256:" + "0".repeat(64))
        }) {
      assertThat(factory.decode(factory.encode(each))).isEqualTo(each);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "a b", "a;rm -rf /", "-v", "a\nb", "$(x)", "ä"})
  void aNameThatIsNoneOfAnImageIsRefused(String name) {
    assertThatThrownBy(() -> containers.image(name))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.image");
    assertThatThrownBy(() -> containers.base(name))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining("provider.base");
  }
}
