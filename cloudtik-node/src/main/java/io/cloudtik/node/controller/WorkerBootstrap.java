/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.Bootstrap;
import io.cloudtik.node.controller.NodeActions.WorkerPush;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.util.List;

/**
 * Makes nodes of machines by the same steps that the client made the head by. Bundles, files and
 * what was prepared come from the head's own directory, so that a worker has exactly the versions
 * that the head has.
 *
 * @param worker what they get
 * @param permission throws once this head may not act any more
 */
record WorkerBootstrap(WorkerParts worker, Runnable permission) implements WorkerPush {
  @Override
  public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {
    ClusterParts parts = worker.parts();
    try (MachineAccess access = parts.context().open(parts.uid(), machine)) {
      Bootstrap.run(
          worker.config(node, machine), access, worker.of(node, published), permission, step -> {});
    }
  }
}
