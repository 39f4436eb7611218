/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.node.process.ProcessTable;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node controller as a process. Its keeper starts it again whenever it ends. */
public final class NodeMain {
  private static final Logger logger = LoggerFactory.getLogger(NodeMain.class);
  private static final int ALREADY_RUNNING = 3;

  private NodeMain() {}

  /** Runs until it gets a signal; the only argument is the node's directory. */
  public static void main(String[] arguments) throws InterruptedException {
    NodeLayout layout = new NodeLayout(Path.of(arguments[0]).toAbsolutePath());
    Optional<NodeLock> lock = NodeLock.take(layout.run("node.lock"));
    if (lock.isEmpty()) {
      logger.error("directory={} has a node controller already", layout.root());
      System.exit(ALREADY_RUNNING);
    }
    LocalFiles.write(layout.run("node.pid"), ProcessTable.ofThisMachine().self() + "\n", false);
    NodeConfig config =
        Json.read(LocalFiles.read(layout.nodeConfig()).orElseThrow(), NodeConfig.class);
    NodeController controller =
        new NodeController(
            layout,
            config,
            endpoints -> RedisClusterState.connect(endpoints, "node", layout.secret("redis-node")));
    Runtime.getRuntime()
        .addShutdownHook(
            new Thread(
                () -> {
                  logger.info("node={} state=ENDED services=left-running", config.nodeId());
                  controller.close();
                  // Held here so that the lock lives as long as the process.
                  lock.get().close();
                },
                "cloudtik-node-end"));
    controller.start();
    logger.info(
        "node={} state=STARTED cluster={} directory={}",
        config.nodeId(),
        config.cluster(),
        layout.root());
    new CountDownLatch(1).await();
  }
}
