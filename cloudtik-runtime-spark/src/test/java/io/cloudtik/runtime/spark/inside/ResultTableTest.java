/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark.inside;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class ResultTableTest {
  @Test
  void numbersStandToTheRightAndTextToTheLeft() {
    ResultTable table = new ResultTable(List.of("city", "flights"));
    table.add(List.of("New York", 31));
    table.add(Arrays.asList("Rome", null));
    assertThat(table)
        .hasToString(
            """
            city      flights
            --------  -------
            New York       31
            Rome         null
            """);
  }

  @Test
  void longValuesAreCutAndLinesJoined() {
    ResultTable table = new ResultTable(List.of("text"));
    table.add(List.of("a\n" + "b".repeat(100)));
    assertThat(table.toString().lines().toList().get(2))
        .hasSize(60)
        .startsWith("a b")
        .endsWith("…");
  }
}
