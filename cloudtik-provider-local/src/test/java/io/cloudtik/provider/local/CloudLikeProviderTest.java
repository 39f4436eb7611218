/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.testkit.CloudProviderContractTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CloudLikeProviderTest extends CloudProviderContractTest {
  private static final String UID = "lag-5e6f";

  @TempDir private Path home;

  @Override
  protected ProviderFactory factory() {
    return new LocalProviderFactory();
  }

  @Override
  protected ProviderConfig config() {
    return Local.here().at(home).cloudLike();
  }

  @Test
  void machinesShowUpLateAndVanishLate() {
    launch(UID, List.of("head"));
    assertThat(provider().observe(UID)).isEmpty();
    clock().advance(Duration.ofMillis(1499));
    assertThat(provider().observe(UID)).isEmpty();
    clock().advance(Duration.ofMillis(1));
    assertThat(provider().observe(UID))
        .extracting(SlotObservation::state)
        .containsExactly(SlotState.RUNNING);

    provider().terminate(UID, Set.of("head"));
    clock().advance(Duration.ofMillis(1499));
    assertThat(provider().observe(UID))
        .extracting(SlotObservation::state)
        .containsExactly(SlotState.TERMINATING);
    clock().advance(Duration.ofMillis(1));
    assertThat(provider().observe(UID)).isEmpty();
  }

  @Test
  void theDiskGoesWithTheMachineAndNoLogStays() throws IOException {
    launch(UID, List.of("head"));
    ProcessAddress address =
        (ProcessAddress) awaitRunning(UID, List.of("head")).get(0).address().orElseThrow();
    assertThat(address.isolated()).isTrue();
    Files.createDirectories(address.directory().resolve("logs"));
    Files.writeString(address.directory().resolve("logs/node.log"), "x");

    provider().terminate(UID, Set.of("head"));

    assertThat(address.directory()).doesNotExist();
    assertThat(home.resolve("local/contract/logs")).isEmptyDirectory();
    assertThat(provider().logLocation(UID)).isEmpty();
  }
}
