/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Who joined as a worker, {@code lives/<uid>/joins/<slot>}; written once, by which its token is
 * used up for every head.
 *
 * @param session SHA-256 of what the machine that joined made up, by which it is known again
 * @param hostKeys by which its sshd is known, each as OpenSSH writes it
 */
public record JoinRecord(String session, Instant at, List<String> hostKeys) {
  /** Refuses what a damaged document leaves out; machines of older versions told no keys. */
  public JoinRecord(String session, Instant at, @Nullable List<String> hostKeys) {
    this.session = Objects.requireNonNull(session, "session");
    this.at = Objects.requireNonNull(at, "at");
    this.hostKeys = hostKeys == null ? List.of() : List.copyOf(hostKeys);
  }
}
