/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.time.Instant;
import java.util.Objects;

/** A machine that was asked for, {@code lives/<uid>/intents/<slot>}; written before the call. */
public record IntentRecord(String slot, String group, long generation, Instant at) {
  /** Refuses what a damaged document leaves out. */
  public IntentRecord {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(at, "at");
  }
}
