/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.samples;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.Workspace;
import io.cloudtik.spec.Lifetime;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

final class NotebookSessionIT {
  private static final Lifetime SHORT = Lifetime.untilIdle(Duration.ofSeconds(10));

  @RegisterExtension final TemporaryHome home = new TemporaryHome();

  @Test
  void sessionsShareOneClusterThatEndsByItselfWhenNobodyUsesIt() {
    String uid;
    try (NotebookSession session = NotebookSession.attach(workspace(), SHORT)) {
      uid = session.clusterUid();
      assertThat(session.run("echo first cell")).isEqualTo("first cell\n");
    }
    try (NotebookSession session = NotebookSession.attach(workspace(), SHORT)) {
      assertThat(session.clusterUid()).isEqualTo(uid);
      assertThat(session.run("echo second cell")).isEqualTo("second cell\n");
    }
    try (Workspace workspace = workspace()) {
      TemporaryHome.await(
          "the end of the idle cluster",
          Duration.ofMinutes(2),
          () -> workspace.clusters().isEmpty());
    }
  }

  private Workspace workspace() {
    return Workspace.create("notebooks", home.provider());
  }
}
