/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class VirtualTimeTest {
  private final VirtualTime time = new VirtualTime();
  private final List<String> happened = Collections.synchronizedList(new ArrayList<>());

  private void note(String what) {
    happened.add(time.elapsed().toSeconds() + " " + what);
  }

  @Test
  void anHourIsOverAtOnceAndWhatIsDueHappensInOrder() {
    time.at(Duration.ofMinutes(40), () -> note("late"));
    time.at(Duration.ofMinutes(10), () -> note("early"));
    time.at(Duration.ofHours(2), () -> note("never"));

    time.pause(Duration.ofHours(1));

    assertThat(happened).containsExactly("600 early", "2400 late");
    assertThat(time.elapsed()).isEqualTo(Duration.ofHours(1));
    assertThat(time.clock().instant()).isEqualTo("2030-01-01T01:00:00Z");
  }

  @Test
  void piecesOfWorkTakeTurnsTheSameWayEachTime() {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (int i = 1; i <= 3; i++) {
      int number = i;
      all.add(
          CompletableFuture.runAsync(
              () -> {
                for (int k = 0; k < 3; k++) {
                  note("piece " + number);
                  time.pause(Duration.ofSeconds(number));
                }
              },
              time.executor()));
    }

    time.await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));

    assertThat(happened)
        .containsExactly(
            "0 piece 1",
            "0 piece 2",
            "0 piece 3",
            "1 piece 1",
            "2 piece 2",
            "2 piece 1",
            "3 piece 3",
            "4 piece 2",
            "6 piece 3");
    assertThat(time.elapsed()).isEqualTo(Duration.ofSeconds(9));
  }

  @Test
  void whatWorkThrowsReachesWhoAwaitsIt() {
    assertThatThrownBy(
            () ->
                time.run(
                    () -> {
                      time.pause(Duration.ofSeconds(1));
                      throw new IllegalStateException("broken");
                    }))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
  }

  @Test
  void nothingHappensWhileNobodyWaits() {
    time.executor().execute(() -> note("work"));

    assertThat(happened).isEmpty();
    assertThat(time.elapsed()).isZero();
    time.pause(Duration.ZERO);
    assertThat(happened).containsExactly("0 work");
  }
}
