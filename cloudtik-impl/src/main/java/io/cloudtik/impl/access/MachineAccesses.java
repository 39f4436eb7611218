/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.access;

import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProcessAddress;

/** Opens the way to a machine that fits its address. */
public final class MachineAccesses {
  private MachineAccesses() {}

  /** Returns the access to a machine. */
  public static MachineAccess open(MachineAddress address) {
    if (address instanceof ProcessAddress process) {
      return new LocalProcessAccess(process);
    }
    throw new IllegalArgumentException("no access for " + address.getClass().getName());
  }
}
