/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;

/** Notices that somebody told something, without reading it. Used by one thread. */
final class News {
  private final ClusterState state;
  private String last = ClusterState.BEGINNING;

  News(ClusterState state) {
    this.state = state;
  }

  /** Says whether there are events that were not there at the last look. */
  boolean any() {
    String now =
        state.last(StateKeys.EVENTS, 1).stream()
            .map(StreamEntry::id)
            .findFirst()
            .orElse(ClusterState.BEGINNING);
    boolean any = !now.equals(last);
    last = now;
    return any;
  }
}
