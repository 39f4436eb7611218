/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.world;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.MachineAddress;

/** What stands behind the machines of clusters, as a client meets it. Thread-safe. */
public interface Nodes {
  /** Gets together what nodes of a spec run, before anything of it is started. */
  NodeSoftware gather(ClusterSpec spec, Progress progress);

  /** Returns what the machine of a head runs when it boots, so that it becomes a head. */
  String headScript(HeadFiles files);

  /**
   * Opens the way to a machine, for the caller to close.
   *
   * @throws CloudTikException if there is none
   */
  MachineAccess open(String uid, MachineAddress machine);

  /**
   * Opens the way to the state that a head keeps, for the caller to close.
   *
   * @param redis where the head has it
   * @param password of the client there
   * @throws CloudTikException with {@code HEAD_UNREACHABLE} if the head does not answer
   */
  HeadWay head(String uid, MachineAddress machine, RedisEndpoints redis, String password);
}
