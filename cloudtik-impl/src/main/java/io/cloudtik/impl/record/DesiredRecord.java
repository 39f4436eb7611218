/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Map;
import java.util.Objects;

/**
 * How many workers each group should have, {@code lives/<uid>/desired}.
 *
 * @param workers by group
 * @param nextNumber by group: the number of the next slot; numbers are never used twice
 */
public record DesiredRecord(Map<String, Integer> workers, Map<String, Integer> nextNumber) {
  /** Refuses what a damaged document leaves out. */
  public DesiredRecord {
    Objects.requireNonNull(workers, "workers");
    Objects.requireNonNull(nextNumber, "nextNumber");
  }
}
