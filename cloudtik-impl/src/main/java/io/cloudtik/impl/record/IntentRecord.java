/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A machine that was asked for, {@code lives/<uid>/intents/<slot>}; written before the call.
 *
 * @param offering the id of what was asked for, so that whoever repeats the call asks for the same;
 *     null if an earlier version wrote it
 */
public record IntentRecord(
    String slot, String group, @Nullable String offering, long generation, Instant at) {
  /** Refuses what a damaged document leaves out. */
  public IntentRecord {
    Objects.requireNonNull(slot, "slot");
    Objects.requireNonNull(group, "group");
    Objects.requireNonNull(at, "at");
  }
}
