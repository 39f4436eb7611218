/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.machine;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.LocalProcessAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.ProcessAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class NodeRemovalTest {
  private static final String NO_CONTAINER = "cloudtik-no-such-container";

  @Test
  @EnabledOnOs(OS.LINUX)
  void whoRemovesItsOwnContainerHasAllTheTimeThatASlowMachineTakes(@TempDir Path directory)
      throws Exception {
    Path node = directory.resolve("node");
    Files.createDirectories(node.resolve("run"));
    Path removed = directory.resolve("removed");
    ProcessBuilder slow =
        new ProcessBuilder("setsid", "sh", "-c", "sleep 6; echo >\"$1\"", "sh", removed + "");
    slow.environment().put(Bootstrap.MARKER, node.toString());
    Process asksDocker = slow.start();
    ProcessAddress here = ProcessAddress.builder().host("127.0.0.1").directory(node).build();
    try (LocalProcessAccess access = new LocalProcessAccess(here)) {
      NodeRemoval.afterContainer(access, NO_CONTAINER);

      Waiter.waitFor("the end of the node", Duration.ofMinutes(1))
          .untilTrue(() -> !Files.exists(node), () -> "its directory is there");
      assertThat(removed).as("what the slow process did in the end").exists();
    } finally {
      asksDocker.descendants().forEach(ProcessHandle::destroyForcibly);
      asksDocker.destroyForcibly();
    }
  }
}
