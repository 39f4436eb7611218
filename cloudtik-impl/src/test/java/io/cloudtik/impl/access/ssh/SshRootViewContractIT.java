/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.access.MachineAccessContractTest;
import io.cloudtik.impl.access.MachineAccesses;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import io.cloudtik.testkit.machines.TestImage;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract where another user than root logs in, and root's view is used, by way of sudo. */
final class SshRootViewContractIT extends MachineAccessContractTest {
  private static final AtomicInteger count = new AtomicInteger();

  @TempDir static Path home;
  private static MachineLab lab;
  private static LabMachine labMachine;

  /** Where nobody but root may make a directory. */
  private final Path root = Path.of("/srv/a b ü/" + count.incrementAndGet());

  @BeforeAll
  static void startMachine() {
    lab = MachineLab.open(home, TestImage.BARE);
    labMachine = lab.start("one");
  }

  @AfterAll
  static void closeLab() {
    if (lab != null) {
      lab.close();
    }
  }

  @Override
  protected MachineAccess open() {
    return MachineAccesses.open(LabSsh.address(lab, labMachine, "ann", root).build()).asRoot();
  }

  /** The machine reaches no server of this computer, but it has one of its own. */
  @Test
  @Override
  protected void aPortIsForwarded() throws Exception {
    try (MachineAccess access = open();
        MachineAccess.Forward forward = access.forward("127.0.0.1", 22)) {
      URI uri = forward.address();
      try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
        assertThat(socket.getInputStream().readNBytes(4))
            .isEqualTo("SSH-".getBytes(StandardCharsets.US_ASCII));
      }
    }
  }
}
