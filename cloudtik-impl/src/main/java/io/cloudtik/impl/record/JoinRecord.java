/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.time.Instant;
import java.util.Objects;

/**
 * Who joined as a worker, {@code lives/<uid>/joins/<slot>}; written once, by which its token is
 * used up for every head.
 *
 * @param session SHA-256 of what the machine that joined made up, by which it is known again
 */
public record JoinRecord(String session, Instant at) {
  /** Refuses what a damaged document leaves out. */
  public JoinRecord {
    Objects.requireNonNull(session, "session");
    Objects.requireNonNull(at, "at");
  }
}
