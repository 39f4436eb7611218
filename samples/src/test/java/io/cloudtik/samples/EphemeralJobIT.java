/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.JobReference;
import io.cloudtik.Workspace;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class EphemeralJobIT {
  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void aRepeatedSubmitIsTheSameJobAndItsResultOutlivesTheCluster() {
    JobReference first = EphemeralJob.submit(home.provider(), "2026-11-22");
    JobReference again = EphemeralJob.submit(home.provider(), "2026-11-22");
    assertThat(again).isEqualTo(first);

    TemporaryHome.await(
        "the result",
        Duration.ofMinutes(2),
        () -> EphemeralJob.poll(home.provider(), first.toJson()).isPresent());
    try (Workspace workspace = Workspace.open("nightly", home.provider())) {
      TemporaryHome.await(
          "the end of the cluster", Duration.ofMinutes(2), () -> workspace.clusters().isEmpty());
    }

    assertThat(EphemeralJob.submit(home.provider(), "2026-11-22")).isEqualTo(first);
    assertThat(EphemeralJob.poll(home.provider(), first.toJson()))
        .hasValueSatisfying(
            result -> {
              assertThat(result.succeeded()).isTrue();
              assertThat(result.output()).isEqualTo("counted for 2026-11-22\n");
              assertThat(result.result()).hasValue("counted for 2026-11-22\n");
            });
  }
}
