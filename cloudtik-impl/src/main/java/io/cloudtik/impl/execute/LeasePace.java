/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.spi.store.WorkspaceStorage;
import java.time.Duration;

/**
 * How long the lease of a cluster's controller lasts, and how often it is renewed: often where
 * calls to the store cost nothing, so that a controller that died is followed soon.
 *
 * @param term after which it has run out
 * @param renewal the time from one renewal to the next
 */
public record LeasePace(Duration term, Duration renewal) {
  private static final LeasePace FAST =
      new LeasePace(Duration.ofSeconds(15), Duration.ofSeconds(3));
  private static final int RENEWALS_IN_A_TERM = 3;

  /** Returns the pace of leases in a storage. */
  public static LeasePace of(WorkspaceStorage storage) {
    Duration pause = storage.idlePause();
    Duration term = pause.multipliedBy(RENEWALS_IN_A_TERM);
    return term.compareTo(FAST.term) <= 0 ? FAST : new LeasePace(term, pause);
  }
}
