/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class NulPartsTest {
  @Test
  void textsComeAsTheyWereHoweverTheyAreCutOnTheWay() throws IOException {
    Random random = new Random(20_261_130);
    for (int round = 0; round < 200; round++) {
      List<String> texts = new ArrayList<>();
      int count = random.nextInt(20);
      for (int i = 0; i < count; i++) {
        texts.add("ä\n ".repeat(random.nextInt(12)) + i);
      }

      assertThat(read(String.join("\0", texts) + (count == 0 ? "" : "\0"), random))
          .as("round %s", round)
          .isEqualTo(texts);
    }
  }

  @Test
  void emptyTextsCountAndWhatDoesNotEndIsNone() throws IOException {
    assertThat(read("\0a\0\0b", new Random(1))).containsExactly("", "a", "");
    assertThat(read("", new Random(1))).isEmpty();
  }

  private static List<String> read(String all, Random random) throws IOException {
    NulParts parts = new NulParts(inPieces(all, random), 1 + random.nextInt(9));
    List<String> found = new ArrayList<>();
    for (String part = parts.next(); part != null; part = parts.next()) {
      found.add(part);
    }
    return found;
  }

  private static InputStream inPieces(String all, Random random) {
    return new FilterInputStream(new ByteArrayInputStream(all.getBytes(StandardCharsets.UTF_8))) {
      @Override
      public int read(byte[] target, int from, int length) throws IOException {
        return super.read(target, from, Math.min(length, 1 + random.nextInt(5)));
      }
    };
  }
}
