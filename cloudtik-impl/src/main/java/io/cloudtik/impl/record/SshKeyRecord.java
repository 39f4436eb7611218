/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/**
 * The key by which the machines of one life of a cluster are logged in to, {@code
 * lives/<uid>/ssh-key}; made by the client that starts it.
 *
 * @param privateKey as OpenSSH writes it
 */
public record SshKeyRecord(String privateKey) {
  /** Refuses what a damaged document leaves out. */
  public SshKeyRecord {
    Objects.requireNonNull(privateKey, "privateKey");
  }

  @Override
  public String toString() {
    return "SshKeyRecord[****]";
  }
}
