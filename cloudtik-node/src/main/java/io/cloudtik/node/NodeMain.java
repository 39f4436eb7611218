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
import io.cloudtik.node.heartbeat.FirstHeartbeat;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.StampedLines;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The node controller as a process. Its keeper starts it again whenever it ends. */
public final class NodeMain {
  private static final Logger logger = LoggerFactory.getLogger(NodeMain.class);
  private static final int ALREADY_RUNNING = 3;
  private static final Duration PATIENCE = Duration.ofSeconds(1);

  private NodeMain() {}

  /** Runs until it gets a signal; the only argument is the node's directory. */
  public static void main(String[] arguments) throws InterruptedException {
    StampedLines.onStandardError();
    begin(new NodeLayout(Path.of(arguments[0]).toAbsolutePath()));
    new CountDownLatch(1).await();
  }

  /** Returns the node controller of a directory when it has begun. This process is for it alone. */
  static NodeController begin(NodeLayout layout) throws InterruptedException {
    Optional<NodeLock> lock = NodeLock.take(layout.run("node.lock"));
    if (lock.isEmpty()) {
      logger.error("directory={} has a node controller already", layout.root());
      System.exit(ALREADY_RUNNING);
    }
    ClusterLink link =
        new ClusterLink(
            layout.redisEndpoints(),
            endpoints -> RedisClusterState.connect(endpoints, "node", layout.secret("redis-node")));
    FirstHeartbeat.send(layout, link, PATIENCE);
    LocalFiles.write(layout.run("node.pid"), ProcessTable.ofThisMachine().self() + "\n", false);
    NodeConfig config =
        Json.read(LocalFiles.read(layout.nodeConfig()).orElseThrow(), NodeConfig.class);
    NodeController controller = new NodeController(layout, config, link);
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
    return controller;
  }
}
