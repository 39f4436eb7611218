/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.link;

import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Versioned;
import java.util.Optional;

/** Records that this node alone writes. */
public final class Records {
  private static final int TRIES = 5;

  private Records() {}

  /**
   * Writes a record by compare-and-set over whatever this node, or an earlier node controller of
   * it, wrote before.
   *
   * @return whether it is written now
   */
  public static boolean replace(ClusterState state, String key, String json) {
    for (int i = 0; i < TRIES; i++) {
      Optional<Versioned> before = state.record(key);
      if (before.isPresent() && before.get().json().equals(json)) {
        return true;
      }
      if (state.compareAndSet(key, before.map(Versioned::version).orElse(0L), json) > 0) {
        return true;
      }
    }
    return false;
  }
}
