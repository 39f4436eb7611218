/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.node.process.ProcessTable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SetupRunTest {
  private static final String DONE =
      Json.write(new SetupStatus(SetupStatus.DONE, "end", "", 0, 0, ""));

  @TempDir private Path root;
  private NodeFolder node;

  @BeforeEach
  void open() {
    node = new NodeFolder(root);
  }

  private SetupRun setup(String script) {
    return new SetupRun(
        node.layout(),
        Map.of("DONE", DONE),
        List.of("/bin/sh", "-c", "echo run >>runs; " + script),
        ProcessTable.ofThisMachine());
  }

  @Test
  void runsUntilItSaysThatItIsDoneAndNeverAgain() {
    SetupRun setup = setup("printf %s \"$DONE\" >run/setup.json");
    untilEnded(setup);
    assertThat(setup.status().state()).isEqualTo(SetupStatus.DONE);

    SetupRun later = setup("exit 1");
    later.tick();
    assertThat(later.status().state()).isEqualTo(SetupStatus.DONE);
    assertThat(root.resolve("runs")).hasContent("run");
  }

  @Test
  void doesNotRepeatWhatSaidThatItFailed() {
    SetupRun setup = setup("printf %s \"$DONE\" | sed s/DONE/FAILED/ >run/setup.json; exit 1");
    untilEnded(setup);
    assertThat(setup.status().state()).isEqualTo(SetupStatus.FAILED);
    setup.tick();
    assertThat(root.resolve("runs")).hasContent("run");
  }

  @Test
  void whoDiesWithoutAWordIsRunOnceMoreAndThenCountsAsFailed() {
    SetupRun setup = setup("echo no room left; kill -9 $$");
    untilEnded(setup);
    assertThat(root.resolve("runs")).hasContent("run\nrun");
    assertThat(setup.status().state()).isEqualTo(SetupStatus.FAILED);
    assertThat(setup.status().error()).contains("signal 9").contains("no room left");
    assertThat(
            Json.read(
                LocalFiles.read(node.layout().setupStatus()).orElseThrow(), SetupStatus.class))
        .isEqualTo(setup.status());
  }

  @Test
  void runsAgainWhenWhatItWasGivenIsSomethingElse() {
    String script = "cp config/published.json used; printf %s \"$DONE\" >run/setup.json";
    LocalFiles.write(node.layout().published(), "[1]", false);
    SetupRun setup = setup(script).againAfterChangesOf(node.layout().published());
    untilEnded(setup);
    setup.tick();
    LocalFiles.write(node.layout().published(), "[1]", false);
    setup.tick();
    assertThat(root.resolve("runs")).hasContent("run");

    LocalFiles.write(node.layout().published(), "[2]", false);
    SetupRun later = setup(script).againAfterChangesOf(node.layout().published());
    later.tick();
    untilEnded(later);
    later.tick();
    assertThat(later.status().state()).isEqualTo(SetupStatus.DONE);
    assertThat(root.resolve("used")).hasContent("[2]");
    assertThat(root.resolve("runs")).hasContent("run\nrun");
  }

  @Test
  void aNewControllerAdoptsTheSetUpThatRuns() {
    String script = "while [ ! -e go ]; do sleep 0.05; done; printf %s \"$DONE\" >run/setup.json";
    SetupRun first = setup(script);
    NodeFolder.until(first::tick, () -> Files.exists(root.resolve("runs")), "it runs");

    SetupRun second = setup(script);
    second.tick();
    LocalFiles.write(root.resolve("go"), "", false);
    untilEnded(second);
    assertThat(second.status().state()).isEqualTo(SetupStatus.DONE);
    assertThat(root.resolve("runs")).hasContent("run");
  }

  private static void untilEnded(SetupRun setup) {
    NodeFolder.until(
        setup::tick, () -> !setup.status().state().equals(SetupStatus.RUNNING), "the set-up ended");
  }
}
