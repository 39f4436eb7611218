/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.impl.access.ssh.SshAccess;
import io.cloudtik.impl.access.ssh.SshIdentities;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SshAddress;

/** Opens the way to a machine that fits its address. */
public final class MachineAccesses {
  private MachineAccesses() {}

  /** Returns the access to a machine with what the user of this computer has to log in. */
  public static MachineAccess open(MachineAddress address) {
    return open(address, SshIdentities.ofUser());
  }

  /**
   * Returns the access to a machine.
   *
   * @param identities who logs in, where the machine is one that is logged in to
   */
  public static MachineAccess open(MachineAddress address, SshIdentities identities) {
    if (address instanceof ProcessAddress process) {
      return new LocalProcessAccess(process);
    }
    if (address instanceof SshAddress ssh) {
      return new SshAccess(ssh, identities);
    }
    throw new IllegalArgumentException("no access for " + address.getClass().getName());
  }
}
