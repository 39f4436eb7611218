/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.store.ObjectArea;

/** Says who the head is. Workers' configurations are made from the head's by its controller. */
final class NodeConfigs {
  private NodeConfigs() {}

  /** Returns who a node will be, before it has a machine. */
  static NodeConfig of(
      WorkspaceContext workspace,
      ClusterSpec spec,
      String uid,
      String nodeId,
      String group,
      NodeShape shape) {
    ObjectArea data = workspace.storage().data();
    return new NodeConfig(
        StateKeys.PROTOCOL,
        workspace.name(),
        workspace.config().provider(),
        workspace.providerOptions(),
        spec.name(),
        uid,
        nodeId,
        group,
        "",
        false,
        true,
        shape,
        spec.environment(),
        StartCluster.runtimes(spec),
        data.uri("").toString(),
        data.hadoopOptions());
  }
}
