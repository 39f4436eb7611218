/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a machine sees of its bootstrap by push. */
final class BootstrapOverSshIT {
  private static final SshKeyPair KEY = SshKeys.ed25519("test");

  @TempDir Path here;

  @Test
  void oneLoginDoesAndWhatIsThereTakesFewRoundTrips() throws IOException {
    Path node = here.resolve("node");
    // A keeper that finds this file ends at once.
    Path stop = new NodeLayout(node).run("stop");
    Files.createDirectories(stop.getParent());
    Files.createFile(stop);
    BootstrapParts parts = parts();
    try (TestSshd sshd = TestSshd.start(here.resolve("sshd"), List.of(KEY))) {
      try (MachineAccess access = open(sshd, node)) {
        Bootstrap.run(config(node), access, parts);
        assertThat(sshd.readLog()).as("with the login, its log").contains(LOGIN);
        long before = count(sshd, SESSION);

        Bootstrap.run(config(node), access, parts);

        assertThat(count(sshd, SESSION) - before).as("requests").isBetween(1L, 10L);
      }
      assertThat(count(sshd, LOGIN)).as("logins").isEqualTo(1);
    }
    awaitKeepers(node);
    assertThat(node.resolve("bundle/node.jar")).hasContent("node");
    assertThat(node.resolve("prepared/a/b")).hasContent("prepared");
  }

  /** They end at once, but write into the directory before. */
  private static void awaitKeepers(Path node) {
    String script = new NodeLayout(node).run("keeper.sh").toString();
    ProcessHandle.allProcesses()
        .filter(process -> process.info().commandLine().orElse("").contains(script))
        .forEach(
            keeper ->
                assertThat(keeper.onExit())
                    .as("the end of keeper %s", keeper)
                    .succeedsWithin(Duration.ofSeconds(30)));
  }

  private static final String LOGIN = "Accepted publickey";
  private static final String SESSION = "Starting session: ";

  private static long count(TestSshd sshd, String what) {
    return sshd.readLog().lines().filter(line -> line.contains(what)).count();
  }

  private static MachineAccess open(TestSshd sshd, Path node) {
    return new SshAccess(sshd.address(node).build(), SshIdentities.of(KEY)).asRoot();
  }

  private BootstrapParts parts() throws IOException {
    Path files = Files.createDirectory(here.resolve("files"));
    Files.writeString(files.resolve("f"), "file");
    Path bundle = Files.writeString(here.resolve("node.jar"), "node");
    Path prepared = Files.writeString(here.resolve("prepared"), "prepared");
    return new BootstrapParts(
        "{}",
        Map.of("cluster", "secret"),
        null,
        List.of(),
        Map.of("node", bundle),
        files,
        Map.of("a/b", prepared));
  }

  private static NodeConfig config(Path node) {
    NodeShape shape =
        NodeShape.builder().instanceType("any").cpus(1).memory(DataSize.gib(1)).build();
    return new NodeConfig(
        1,
        "w",
        "p",
        Map.of(),
        "c",
        "u",
        NodeConfig.HEAD,
        NodeConfig.HEAD,
        "127.0.0.1",
        false,
        true,
        shape,
        Map.of(Bootstrap.MARKER, node.toString()),
        List.of(),
        "",
        Map.of());
  }
}
