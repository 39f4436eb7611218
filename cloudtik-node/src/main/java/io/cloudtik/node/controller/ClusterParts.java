/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import java.time.Duration;
import java.util.concurrent.Executor;

/**
 * What the controller works with.
 *
 * @param config of the head, where it runs
 * @param storeCalls runs calls to the workspace store that may be made at the same time
 */
record ClusterParts(
    NodeConfig config,
    ClusterSpec spec,
    EngineContext context,
    CloudProvider provider,
    WorkspaceRecords records,
    ClusterState state,
    RedisEndpoints redis,
    Offerings offerings,
    Time time,
    Executor storeCalls) {
  /** In pauses of the store. */
  private static final int QUIET_LOOK = 12;

  String cluster() {
    return config.cluster();
  }

  String uid() {
    return config.clusterUid();
  }

  /** Returns how old may be what was seen in the store, as long as nothing happens. */
  Duration quietLook() {
    return provider.storage().idlePause().multipliedBy(QUIET_LOOK);
  }
}
