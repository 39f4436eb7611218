/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProcessAddress;
import java.util.HashMap;
import java.util.Map;

/** Says who the head is. Workers' configurations are made from the head's by its controller. */
final class NodeConfigs {
  private NodeConfigs() {}

  static NodeConfig of(
      WorkspaceContext workspace,
      ClusterSpec spec,
      String uid,
      String nodeId,
      String group,
      MachineAddress machine,
      NodeShape shape) {
    Map<String, String> environment = new HashMap<>(spec.environment());
    boolean shared = false;
    boolean isolated = true;
    environment.putAll(Bootstrap.marks(machine));
    if (machine instanceof ProcessAddress process) {
      shared = process.sharedHost();
      isolated = process.isolated();
    }
    return new NodeConfig(
        StateKeys.PROTOCOL,
        workspace.name(),
        workspace.config().provider(),
        workspace.providerOptions(),
        spec.name(),
        uid,
        nodeId,
        group,
        machine.host(),
        shared,
        isolated,
        shape,
        environment,
        StartCluster.runtimes(spec),
        workspace.storage().data().uri("").toString());
  }
}
