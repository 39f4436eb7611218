/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.aws.InstanceMetadata;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The script by the real shell and curl, asking version 2 of the emulated metadata service. */
class RebalanceAdviceTest {
  private final SortedMap<String, Supplier<String>> told = new TreeMap<>();

  private String asked(String metadata) throws IOException, InterruptedException {
    Process process = new ProcessBuilder("sh", "-c", RebalanceAdvice.script(metadata)).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).isZero();
    return said;
  }

  @Test
  void aRecommendationIsToldAndNothingElse() throws Exception {
    told.put("meta-data/instance-id", () -> "i-1");
    try (InstanceMetadata metadata = InstanceMetadata.start("127.0.0.1", from -> told)) {
      String at = "127.0.0.1:" + metadata.port();
      assertThat(asked(at)).isEmpty();

      told.put(
          "meta-data/events/recommendations/rebalance",
          () -> "{\"noticeTime\":\"2026-11-05T08:22:00Z\"}");
      assertThat(asked(at))
          .isEqualTo("EC2 recommends to rebalance: {\"noticeTime\":\"2026-11-05T08:22:00Z\"}");
    }
  }

  @Test
  void aMachineWithoutMetadataIsToldNothing() throws Exception {
    String gone;
    try (InstanceMetadata metadata = InstanceMetadata.start("127.0.0.1", from -> told)) {
      gone = "127.0.0.1:" + metadata.port();
    }
    assertThat(asked(gone)).isEmpty();
  }
}
