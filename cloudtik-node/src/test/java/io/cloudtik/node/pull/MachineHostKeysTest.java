/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.pull;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MachineHostKeysTest {
  @TempDir private Path ssh;

  @Test
  void publicKeysAreToldWithoutTheirComments() throws IOException {
    Files.writeString(ssh.resolve("ssh_host_rsa_key.pub"), "ssh-rsa AAAAB3 root@machine\n");
    Files.writeString(ssh.resolve("ssh_host_ed25519_key.pub"), "ssh-ed25519 AAAAC3\n");
    Files.writeString(ssh.resolve("ssh_host_ed25519_key"), "PRIVATE");
    Files.writeString(ssh.resolve("ssh_host_dsa_key.pub"), "");

    assertThat(MachineHostKeys.read(ssh)).containsExactly("ssh-ed25519 AAAAC3", "ssh-rsa AAAAB3");
  }

  @Test
  void aMachineWithoutSshdTellsNone() {
    assertThat(MachineHostKeys.read(ssh.resolve("nothing"))).isEmpty();
  }
}
