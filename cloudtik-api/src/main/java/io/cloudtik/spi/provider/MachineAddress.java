/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

/** How a machine is reached. */
public sealed interface MachineAddress permits ProcessAddress, SshAddress {
  /**
   * Returns the host name or address under which the other nodes reach services of this machine.
   */
  String host();
}
