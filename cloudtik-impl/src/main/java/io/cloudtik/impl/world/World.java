/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.impl.wait.Time;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/**
 * What the engine takes from around it for one workspace. All its waiting, its threads and the ids
 * by which things are named come from here, so that the real engine runs in a world that is only
 * reckoned as it does in the real one. Thread-safe.
 */
public interface World {
  /** Returns the time there. */
  Time time();

  /** Returns who does things of a role at the same time; whoever asks ends it. */
  ExecutorService together(String role);

  /** Returns who does things of a role one after the other; whoever asks ends it. */
  ExecutorService inTurn(String role);

  /** Returns an id that nothing else has. */
  UUID freshId();

  /** Returns what stands behind the machines of clusters; empty if that is real machines. */
  default Optional<Nodes> nodes() {
    return Optional.empty();
  }
}
