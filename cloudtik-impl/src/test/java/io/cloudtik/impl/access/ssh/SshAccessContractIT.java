/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccessContractTest;
import io.cloudtik.impl.access.MachineAccesses;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** The contract over a real sshd. */
final class SshAccessContractIT extends MachineAccessContractTest {
  private static final SshKeyPair KEY = SshKeys.ed25519("test");

  @TempDir static Path home;
  private static TestSshd sshd;

  @TempDir Path directory;

  @BeforeAll
  static void startSshd() {
    sshd = TestSshd.start(home, List.of(KEY));
  }

  @AfterAll
  static void stopSshd() {
    if (sshd != null) {
      sshd.close();
    }
  }

  @Override
  protected MachineAccess open() {
    return MachineAccesses.open(
        sshd.address(directory.resolve("a b ü")).build(), SshIdentities.of(KEY));
  }
}
