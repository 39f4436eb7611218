/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.node.link.MemoryClusterState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class OutputShipperTest {
  private static final String STREAM = "output:j1";

  private final MemoryClusterState state = new MemoryClusterState();
  @TempDir private Path root;
  private OutputShipper shipper;

  @BeforeEach
  void open() {
    shipper = reopened();
  }

  private OutputShipper reopened() {
    return new OutputShipper(STREAM, root.resolve("output"), root.resolve("shipped"));
  }

  @Test
  void wholeLinesGoAtOnceAndTheRestWhenTheJobEnded() throws IOException {
    assertThat(shipper.ship(state, false)).as("no file yet").isTrue();
    print("one\ntwo\nthr");
    shipper.ship(state, false);
    assertThat(text()).isEqualTo("one\ntwo\n");
    print("ee\nend");
    shipper.ship(state, false);
    shipper.ship(state, true);
    assertThat(text()).isEqualTo("one\ntwo\nthree\nend");
    assertThat(entries()).extracting(e -> e.fields().get("n")).containsExactly("0", "8", "14");
  }

  @Test
  void aLineWithoutEndIsCutBetweenCharacters() throws IOException {
    String line = "x" + "€".repeat(60_000) + "𝄞".repeat(40_000);
    print(line);
    while (!shipper.ship(state, true)) {
      assertThat(entries()).isNotEmpty();
    }
    assertThat(text()).isEqualTo(line);
    assertThat(entries())
        .allSatisfy(
            e ->
                assertThat(data(e).getBytes(StandardCharsets.UTF_8))
                    .hasSizeLessThanOrEqualTo(OutputShipper.PIECE));
  }

  @Test
  void whatIsNoTextGoesThroughToo() throws IOException {
    byte[] bytes = new byte[200_000];
    java.util.Arrays.fill(bytes, (byte) 0x80);
    Files.write(root.resolve("output"), bytes);
    while (!shipper.ship(state, true)) {
      assertThat(entries()).isNotEmpty();
    }
    assertThat(entries()).hasSize(4);
  }

  @Test
  void aLaterShipperGoesOnWhereTheEarlierStopped() throws IOException {
    print("one\n");
    shipper.ship(state, false);
    print("two\n");
    reopened().ship(state, false);
    assertThat(text()).isEqualTo("one\ntwo\n");
  }

  @Test
  void aPieceThatArrivedAlthoughNobodyKnowsIsNotSentAgain() throws IOException {
    print("one\n");
    shipper.ship(state, false);
    Files.delete(root.resolve("shipped"));
    print("two\n");
    reopened().ship(state, false);
    assertThat(text()).isEqualTo("one\ntwo\n");

    print("three\n");
    state.failAfterNextAppend();
    OutputShipper unsure = reopened();
    try {
      unsure.ship(state, false);
    } catch (CloudTikException e) {
      assertThat(e).hasMessageContaining("lost");
    }
    unsure.ship(state, true);
    assertThat(text()).isEqualTo("one\ntwo\nthree\n");
  }

  @Test
  void nothingIsLostWhenTheStateIsAway() throws IOException {
    print("one\n");
    state.away(true);
    try {
      shipper.ship(state, false);
    } catch (CloudTikException e) {
      assertThat(e).hasMessageContaining("away");
    }
    state.away(false);
    shipper.ship(state, true);
    assertThat(text()).isEqualTo("one\n");
  }

  @Test
  void theStreamStaysBoundedHoweverMuchIsPrinted() throws IOException {
    byte[] block = "0123456789abcde\n".repeat(1 << 16).getBytes(StandardCharsets.UTF_8);
    long total = 0;
    for (int i = 0; i < 50; i++) {
      Files.write(
          root.resolve("output"), block, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
      total += block.length;
    }
    while (!shipper.ship(state, true)) {
      assertThat(state.mostBytes()).isLessThanOrEqualTo(OutputShipper.STREAM_BYTES);
    }
    assertThat(state.mostBytes()).isGreaterThan(OutputShipper.STREAM_BYTES - (1 << 20));
    StreamEntry last = state.last(STREAM, 1).get(0);
    assertThat(Long.parseLong(last.fields().get("n")) + data(last).length()).isEqualTo(total);
  }

  private void print(String text) throws IOException {
    Files.writeString(
        root.resolve("output"), text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
  }

  private List<StreamEntry> entries() {
    return state.read(STREAM, ClusterState.BEGINNING, 1_000_000, Duration.ZERO);
  }

  private static String data(StreamEntry entry) {
    return Objects.requireNonNull(entry.fields().get("data"));
  }

  private String text() {
    return entries().stream().map(OutputShipperTest::data).collect(Collectors.joining());
  }
}
