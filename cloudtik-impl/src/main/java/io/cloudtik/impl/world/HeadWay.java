/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.impl.state.ClusterState;

/** An open way to the state that a head keeps. Thread-safe. */
public interface HeadWay extends AutoCloseable {
  /** Returns the state. */
  ClusterState state();

  /** Closes the way, and with it the state as it is seen from here. */
  @Override
  void close();
}
