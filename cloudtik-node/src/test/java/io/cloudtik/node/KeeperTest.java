/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.bootstrap.NodeLayout;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The keeper with a program in the place of Java that says that it ran, and lets it end. */
class KeeperTest {
  @TempDir private Path root;
  private NodeLayout layout;
  private Path java;

  @BeforeEach
  void placeScripts() throws IOException {
    layout = new NodeLayout(root);
    Files.createDirectories(layout.run("keeper.sh").getParent());
    try (InputStream script = NodeLayout.class.getResourceAsStream("keeper.sh")) {
      Files.write(layout.run("keeper.sh"), script.readAllBytes());
    }
    java =
        Files.createFile(
            root.resolve("java"),
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
    Files.writeString(java, "#!/bin/sh\ntouch '%s/ran' '%s'\n".formatted(root, layout.run("stop")));
  }

  private void runKeeper() throws Exception {
    Process keeper =
        new ProcessBuilder(
                "/bin/sh", layout.run("keeper.sh").toString(), root.toString(), java.toString())
            .inheritIO()
            .start();
    try {
      assertThat(keeper.waitFor(20, TimeUnit.SECONDS)).isTrue();
    } finally {
      keeper.destroyForcibly();
    }
  }

  @Test
  void aPidFileOfADeadKeeperWhoseNumberAnotherProcessHasIsTakenOver() throws Exception {
    Files.writeString(
        layout.run("keeper.pid"), ProcessHandle.current().pid() + " 1@before-the-boot\n");
    runKeeper();

    assertThat(root.resolve("ran")).exists();
    assertThat(layout.run("keeper.pid")).doesNotExist();
  }

  @Test
  void aPidFileThatIsEmptyIsTakenOver() throws Exception {
    Files.createFile(layout.run("keeper.pid"));
    runKeeper();

    assertThat(root.resolve("ran")).exists();
  }
}
