/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.process;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

final class StampedLinesTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.678912Z");
  private static final String STAMP = "2026-01-02T03:04:05.678Z ";

  private final ByteArrayOutputStream written = new ByteArrayOutputStream();
  private final PrintStream lines =
      new PrintStream(
          new StampedLines(written, Clock.fixed(NOW, ZoneOffset.UTC)),
          true,
          StandardCharsets.UTF_8);

  @Test
  void eachLineBeginsWithTheTimeHoweverItIsWritten() {
    lines.println("whole ö");
    lines.print("in ");
    lines.write('p');
    lines.println("arts");
    lines.print("two\nat once\n");
    lines.println();
    lines.print("open");

    assertThat(written.toString(StandardCharsets.UTF_8))
        .isEqualTo(
            STAMP
                + "whole ö\n"
                + STAMP
                + "in parts\n"
                + STAMP
                + "two\n"
                + STAMP
                + "at once\n"
                + STAMP
                + "\n"
                + STAMP
                + "open");
  }
}
