/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access.ssh;

import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.machines.LabMachine;
import io.cloudtik.testkit.machines.MachineLab;
import java.nio.file.Path;

/** How machines of a lab are logged in to. */
public final class LabSsh {
  private LabSsh() {}

  public static SshAddress.Builder address(
      MachineLab lab, LabMachine machine, String user, Path root) {
    return SshAddress.builder()
        .host(machine.host())
        .user(user)
        .directory(root)
        .identityFile(lab.identity())
        .addHostKeys(machine.hostKey());
  }
}
