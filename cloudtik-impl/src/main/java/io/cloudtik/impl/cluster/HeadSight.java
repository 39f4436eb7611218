/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.SlotObservation;
import java.util.Optional;

/** What store and provider say of the head of one life of a cluster. */
final class HeadSight {
  private final WorkspaceContext workspace;
  private final String uid;

  HeadSight(WorkspaceContext workspace, String uid) {
    this.workspace = workspace;
    this.uid = uid;
  }

  /** Returns what the provider knows of the head's machine. */
  Optional<SlotObservation> slot() {
    return workspace.provider().observe(uid).stream()
        .filter(slot -> slot.slot().equals(LaunchRequest.HEAD_SLOT))
        .findFirst();
  }

  /** Returns the generation of the controller that was last in charge; 0 if there was none yet. */
  long generation() {
    return workspace
        .records()
        .value(RecordKeys.head(uid), HeadRecord.class)
        .map(HeadRecord::generation)
        .orElse(0L);
  }

  /** Returns why the head is gone; empty if it is there, or was never up. */
  Optional<String> gone() {
    if (generation() == 0) {
      return Optional.empty();
    }
    Optional<SlotObservation> slot = slot();
    if (slot.isEmpty()) {
      return Optional.of("its machine is gone");
    }
    return switch (slot.get().state()) {
      case FAILED -> Optional.of(slot.get().reason());
      case TERMINATING -> Optional.of("its machine is being ended");
      case PENDING, RUNNING -> Optional.empty();
    };
  }
}
