/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LossAdviceTest {
  @TempDir Path directory;

  @Test
  void whatTheScriptSaysIsToldUntilItSaysOtherwise() throws IOException {
    Path said = directory.resolve("said");
    LossAdvice advice = new LossAdvice("cat " + said);
    Files.writeString(said, "");
    advice.look();
    assertThat(advice.report()).isEmpty();

    Files.writeString(said, "the cloud may take it\n");
    advice.look();
    assertThat(advice.report())
        .contains(new ServiceReport(ServiceState.HEALTHY, 0, "the cloud may take it"));

    Files.delete(said);
    advice.look();
    assertThat(advice.report()).as("a question without an answer changes nothing").isPresent();

    Files.writeString(said, "");
    advice.look();
    assertThat(advice.report()).isEmpty();
  }

  @Test
  void withoutAScriptNothingIsAsked() {
    LossAdvice advice = new LossAdvice("");
    advice.look();
    assertThat(advice.report()).isEmpty();
  }
}
