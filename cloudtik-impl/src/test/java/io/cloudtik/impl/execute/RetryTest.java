/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.wait.PassingTime;
import io.cloudtik.spi.provider.CloudProvider;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class RetryTest {
  private final PassingTime time = new PassingTime();
  private final Deque<ProviderFailure> refusals = new ArrayDeque<>();
  private int calls;

  @Test
  void aThrottledCallIsRepeatedWithLongerPausesUntilItSucceeds() {
    refuse(5, FailureKind.THROTTLED, null);
    assertThat(call(Duration.ofMinutes(5))).isEqualTo("done");
    assertThat(calls).isEqualTo(6);
    assertThat(time.since(1)).isBetween(Duration.ofSeconds(23), Duration.ofSeconds(39));
  }

  @Test
  void theProviderSaysHowLongToWait() {
    refuse(1, FailureKind.UNAVAILABLE, Duration.ofSeconds(50));
    call(Duration.ofMinutes(5));
    assertThat(time.since(1)).isEqualTo(Duration.ofSeconds(50));
  }

  @Test
  void whenPatienceIsOverTheLastRefusalIsThrown() {
    refuse(1_000, FailureKind.THROTTLED, null);
    assertThatThrownBy(() -> call(Duration.ofMinutes(5)))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("no");
    assertThat(time.since(1)).isLessThanOrEqualTo(Duration.ofMinutes(5));
    assertThat(calls).isGreaterThan(9);
  }

  @Test
  void whatRepeatingDoesNotHelpAgainstIsThrownAtOnce() {
    for (FailureKind kind :
        List.of(FailureKind.CAPACITY, FailureKind.PERMISSION, FailureKind.CONFIGURATION)) {
      calls = 0;
      refuse(1, kind, null);
      assertThatThrownBy(() -> call(Duration.ofMinutes(5))).isInstanceOf(ProviderException.class);
      assertThat(calls).isEqualTo(1);
    }
    assertThat(time.since(1)).isZero();
  }

  @Test
  void whoIsInterruptedIsTold() {
    refuse(1, FailureKind.THROTTLED, null);
    Thread.currentThread().interrupt();
    assertThatThrownBy(() -> call(Duration.ofMinutes(5)))
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("interrupted");
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void aPatientProviderHandsOnEveryMethod() {
    assertThat(
            Arrays.stream(CloudProvider.class.getMethods())
                .filter(method -> !Modifier.isStatic(method.getModifiers()))
                .filter(method -> !declared(method))
                .map(Method::getName))
        .isEmpty();
  }

  private static boolean declared(Method method) {
    return Arrays.stream(PatientProvider.class.getDeclaredMethods())
        .anyMatch(
            own ->
                own.getName().equals(method.getName())
                    && Arrays.equals(own.getParameterTypes(), method.getParameterTypes()));
  }

  private String call(Duration patience) {
    return new Retry(time, patience)
        .call(
            () -> {
              calls++;
              if (!refusals.isEmpty()) {
                throw new ProviderException("cloud", refusals.remove(), null);
              }
              return "done";
            });
  }

  private void refuse(int times, FailureKind kind, @Nullable Duration retryAfter) {
    for (int i = 0; i < times; i++) {
      ProviderFailure.Builder failure = ProviderFailure.builder().kind(kind).message("no");
      if (retryAfter != null) {
        failure.retryAfter(retryAfter);
      }
      refusals.add(failure.build());
    }
  }
}
