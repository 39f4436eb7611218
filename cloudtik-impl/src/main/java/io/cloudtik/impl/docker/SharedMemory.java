/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.docker;

import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.provider.NodeShape;

/** How much of it the runtimes of a node need. */
public final class SharedMemory {
  private SharedMemory() {}

  public static DataSize of(ClusterSpec spec, NodeShape node) {
    long bytes = 0;
    for (RuntimeConfig config : spec.runtimes()) {
      bytes +=
          Discovery.findRuntime(config.runtime())
              .map(factory -> factory.create(config).sharedMemory(spec, node).toBytes())
              .orElse(0L);
    }
    return DataSize.bytes(bytes);
  }
}
