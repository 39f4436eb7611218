/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A machine's wish to be a worker. Which one it is, it learns from the answer.
 *
 * @param token of its boot script, the same for all workers
 * @param session what the machine made up and nobody else knows; repeats are known by it
 * @param hostKeys by which its sshd is known, each as OpenSSH writes it; none where it has no sshd
 */
public record JoinRequest(String token, String session, List<String> hostKeys) {
  /** Machines of older versions tell no keys. */
  public JoinRequest(String token, String session, @Nullable List<String> hostKeys) {
    this.token = token;
    this.session = session;
    this.hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
  }

  @Override
  public String toString() {
    return "JoinRequest[token=****, session=****]";
  }
}
