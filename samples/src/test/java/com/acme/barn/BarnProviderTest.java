/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package com.acme.barn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.testkit.CloudProviderContractTest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

// region test
class BarnProviderTest extends CloudProviderContractTest {
  private static final List<FakeBarn> BARNS = new ArrayList<>();

  @TempDir private Path storage;
  private @Nullable FakeBarn barn;

  @Override
  protected ProviderFactory factory() {
    return new BarnFactory();
  }

  @Override
  protected ProviderConfig config() {
    return Barn.at(barn().endpoint(), storage);
  }

  // endregion

  private FakeBarn barn() {
    FakeBarn known = barn;
    if (known == null) {
      known = FakeBarn.open(clock());
      barn = known;
      BARNS.add(known);
    }
    return known;
  }

  /** Not earlier: the contract deletes its workspace after each test. */
  @AfterAll
  static void close() {
    BARNS.forEach(FakeBarn::close);
  }

  @ParameterizedTest
  @CsvSource({
    "403,PERMISSION",
    "404,NOT_FOUND",
    "422,CONFIGURATION",
    "429,THROTTLED",
    "507,CAPACITY",
    "500,UNAVAILABLE"
  })
  void whatTheBarnRefusesHasItsKind(int status, FailureKind kind) {
    barn().refuse(status);
    assertThatThrownBy(() -> launch("refused-1", List.of("head")))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.failure()).map(ProviderFailure::kind).contains(kind))
        .hasMessageContaining("RentMachine")
        .hasMessageContaining("refused by the test");
    assertThat(barn().machines()).isZero();
  }

  @Test
  void aRefusalSaysHowLongToWaitAndHowFarItReaches() {
    barn().refuse(429);
    assertThatThrownBy(() -> launch("refused-1", List.of("head")))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e ->
                assertThat(e.failure().flatMap(ProviderFailure::retryAfter))
                    .contains(Duration.ofSeconds(7)));
    barn().refuse(507);
    assertThatThrownBy(() -> launch("refused-1", List.of("head")))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e ->
                assertThat(e.failure().orElseThrow().scope().instanceTypes())
                    .containsExactly("calf"));
  }
}
