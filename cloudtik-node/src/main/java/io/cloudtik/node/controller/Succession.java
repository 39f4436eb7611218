/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import java.util.Optional;

/**
 * Knows whether another head has taken over the cluster from this one, as after this one was frozen
 * for long. It must never act again, since what it remembers is of the past. A head that has not
 * been in charge yet is nobody's predecessor.
 */
final class Succession {
  private static final String MEMORY = StateKeys.cursor("controller-in-charge");

  private final ClusterParts parts;

  Succession(ClusterParts parts) {
    this.parts = parts;
  }

  /** Notes, on this head, that it is in charge. */
  void inCharge(long generation) {
    long version = parts.state().record(MEMORY).map(Versioned::version).orElse(0L);
    parts.state().compareAndSet(MEMORY, version, Json.write(new InCharge(generation)));
  }

  /** Says whether another head was in charge after this one. */
  boolean over() {
    Optional<HeadRecord> last =
        parts.records().value(RecordKeys.head(parts.uid()), HeadRecord.class);
    if (last.isEmpty() || last.get().redis().equals(parts.redis())) {
      return false;
    }
    return parts
        .state()
        .record(MEMORY)
        .map(found -> Json.read(found.json(), InCharge.class))
        .filter(own -> own.generation() < last.get().generation())
        .isPresent();
  }

  /** The last generation in which this head was in charge. */
  record InCharge(long generation) {}
}
