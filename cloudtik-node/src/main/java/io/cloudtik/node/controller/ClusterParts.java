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

/**
 * What the controller works with.
 *
 * @param config of the head, where it runs
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
    Time time) {
  String cluster() {
    return config.cluster();
  }

  String uid() {
    return config.clusterUid();
  }
}
