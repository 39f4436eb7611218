/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SlotNamesTest {
  private static List<String> workers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "workers-" + i).toList();
  }

  @Test
  void oneSlotIsItsName() {
    assertThat(SlotNames.tag(List.of("head"))).isEqualTo("head");
    assertThat(SlotNames.of("head")).containsExactly("head");
    assertThat(SlotNames.of(SlotNames.tag(List.of("workers-007")))).containsExactly("workers-007");
  }

  @Test
  void slotsInARowAreARange() {
    assertThat(SlotNames.tag(workers(1, 100))).isEqualTo("workers- 1:100");
    assertThat(SlotNames.of("workers- 1:4 7 9:10"))
        .containsExactly(
            "workers-1",
            "workers-2",
            "workers-3",
            "workers-4",
            "workers-7",
            "workers-9",
            "workers-10");
  }

  @Test
  void theOrderIsThatOfNumbersHoweverOneAsks() {
    List<String> shuffled = new ArrayList<>(workers(1, 30));
    Collections.shuffle(shuffled, new Random(1));

    assertThat(SlotNames.parts(shuffled, 100)).containsExactly(workers(1, 30));
  }

  @Test
  void headsAndGroupsAreCallsOfTheirOwn() {
    assertThat(SlotNames.parts(List.of("gpu-2", "head", "workers-1", "gpu-1"), 100))
        .containsExactlyInAnyOrder(
            List.of("head"), List.of("gpu-1", "gpu-2"), List.of("workers-1"));
  }

  @Test
  void noCallIsLargerThanOneMayBe() {
    assertThat(SlotNames.parts(workers(1, 250), 100))
        .containsExactly(workers(1, 100), workers(101, 200), workers(201, 250));
  }

  @Test
  void whateverIsAskedForComesBackFromTagsThatEc2Takes() {
    Random random = new Random(42);
    for (int round = 0; round < 500; round++) {
      String prefix = "g".repeat(1 + random.nextInt(63)) + "-";
      List<String> slots = new ArrayList<>();
      for (int i = 0; i < 1 + random.nextInt(120); i++) {
        slots.add(prefix + random.nextInt(random.nextBoolean() ? 200 : 1_000_000));
      }
      List<List<String>> parts = SlotNames.parts(slots, 100);

      assertThat(parts.stream().flatMap(List::stream).toList())
          .as("round %d", round)
          .doesNotHaveDuplicates()
          .containsExactlyInAnyOrderElementsOf(slots.stream().distinct().toList());
      assertThat(parts)
          .allSatisfy(
              part -> {
                assertThat(part).hasSizeLessThanOrEqualTo(100);
                assertThat(SlotNames.tag(part)).hasSizeLessThanOrEqualTo(256);
                assertThat(SlotNames.of(SlotNames.tag(part))).isEqualTo(part);
              });
    }
  }
}
