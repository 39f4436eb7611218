/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import java.util.Objects;

/** Who may act, {@code …/lease}; the document expires unless it is renewed. */
public record LeaseRecord(String holder, long generation) {
  /** Refuses what a damaged document leaves out. */
  public LeaseRecord {
    Objects.requireNonNull(holder, "holder");
  }
}
