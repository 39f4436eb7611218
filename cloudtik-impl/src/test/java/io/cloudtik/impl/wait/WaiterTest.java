/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.wait;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class WaiterTest {
  @Test
  void whatIsThereIsReturnedAtOnceEvenWithoutTime() {
    assertThat(
            Waiter.waitFor("it", Duration.ZERO).until(() -> Optional.of("here"), () -> "nothing"))
        .isEqualTo("here");
  }

  @Test
  void aPassedDeadlineSaysWhatWasLastSeen() {
    assertThatThrownBy(
            () ->
                Waiter.waitFor("the moon", Duration.ofMillis(50))
                    .until(Optional::empty, () -> "clouds"))
        .isInstanceOfSatisfying(
            WaitTimeoutException.class,
            e -> {
              assertThat(e.awaited()).isEqualTo("the moon");
              assertThat(e.lastSeen()).isEqualTo("clouds");
            })
        .hasMessageContaining("clouds");
  }

  @Test
  void anInterruptEndsTheWaitAndKeepsTheFlag() {
    Thread.currentThread().interrupt();
    try {
      assertThatThrownBy(
              () ->
                  Waiter.waitFor("it", Duration.ofMinutes(1))
                      .until(Optional::empty, () -> "nothing"))
          .isInstanceOfSatisfying(
              CloudTikException.class,
              e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INTERRUPTED));
    } finally {
      assertThat(Thread.interrupted()).isTrue();
    }
  }
}
