/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spi.provider.ProviderFactory;
import java.nio.file.Path;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalTest {
  @AfterEach
  void clear() {
    System.clearProperty("cloudtik.home");
  }

  @Test
  void theHomeIsThatOfThePropertyAndAbsolute() {
    System.setProperty("cloudtik.home", "some/../home");

    assertThat(Local.here().home()).isEqualTo(Path.of("home").toAbsolutePath());
    assertThat(Local.here().isCloudLike()).isFalse();
  }

  @Test
  void changesGiveCopies() {
    Local local = Local.here().at(Path.of("/a"));

    assertThat(local.cloudLike().isCloudLike()).isTrue();
    assertThat(local.cloudLike().at(Path.of("/b")).isCloudLike()).isTrue();
    assertThat(local.isCloudLike()).isFalse();
    assertThat(local)
        .isEqualTo(Local.here().at(Path.of("/a")))
        .hasSameHashCodeAs(Local.here().at(Path.of("/a")))
        .isNotEqualTo(local.cloudLike())
        .isNotEqualTo(local.at(Path.of("/b")));
  }

  @Test
  void theFactoryIsFoundAndItsPlainFormIsAbsolute() {
    ProviderFactory factory =
        ServiceLoader.load(ProviderFactory.class).stream()
            .map(ServiceLoader.Provider::get)
            .filter(found -> found.name().equals("local"))
            .findFirst()
            .orElseThrow();

    assertThat(factory.encode(Local.here().at(Path.of("h"))))
        .isEqualTo(Map.of("home", Path.of("h").toAbsolutePath().toString(), "cloudLike", "false"));
  }
}
