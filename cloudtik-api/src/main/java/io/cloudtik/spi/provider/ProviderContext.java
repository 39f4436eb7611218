/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.time.Clock;

/** What the engine hands to a provider. */
public interface ProviderContext {
  /** Returns the name of the workspace. */
  String workspace();

  /** Returns the clock that all times are taken from. */
  Clock clock();

  /**
   * Ends the node on a machine that goes on to exist: its processes, its directory and the mounts
   * in it, and what else bootstrap put on the machine for it. A machine without the node is fine.
   *
   * @throws io.cloudtik.error.CloudTikException if the machine cannot be reached, or something
   *     stays; the message says what
   */
  default void clean(String clusterUid, SshAddress machine) {
    throw new UnsupportedOperationException("no engine is here that could clean " + machine.host());
  }
}
