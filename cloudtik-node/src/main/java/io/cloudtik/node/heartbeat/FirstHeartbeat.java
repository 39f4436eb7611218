/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.heartbeat;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.PlainJson;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.link.ClusterLink;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The first heartbeat of a node, which says only that it lives. It is sent before anything else is
 * done, and made without what a process has to learn for the others.
 */
public final class FirstHeartbeat {
  private FirstHeartbeat() {}

  /**
   * Tries to send it, and returns when that is done or as long as the patience lasts. It may still
   * be sent afterwards: a server that does not answer must hold up nothing else.
   */
  public static void send(NodeLayout layout, ClusterLink link, Duration patience)
      throws InterruptedException {
    Thread thread = new Thread(() -> send(layout, link), "cloudtik-node-first");
    thread.setDaemon(true);
    thread.start();
    thread.join(patience.toMillis());
  }

  private static void send(NodeLayout layout, ClusterLink link) {
    try {
      String config = LocalFiles.read(layout.nodeConfig()).orElse("{}");
      if (PlainJson.read(config).get("nodeId") instanceof String node) {
        String json = PlainJson.write(describe(node, Instant.now()));
        link.attempt(
            "heartbeat",
            state -> state.put(StateKeys.heartbeat(node), json, HeartbeatSender.EXPIRY));
      }
    } catch (CloudTikException e) {
      // Whoever reads the configuration in full will say what is wrong with it.
      return;
    }
  }

  /** Returns what is read as a {@link io.cloudtik.impl.state.Heartbeat}. */
  static Map<String, Object> describe(String node, Instant at) {
    SetupStatus waiting = SetupStatus.waiting();
    Map<String, Object> setup = new LinkedHashMap<>();
    setup.put("state", waiting.state());
    setup.put("step", waiting.step());
    setup.put("message", waiting.message());
    setup.put("done", waiting.done());
    setup.put("total", waiting.total());
    setup.put("error", waiting.error());
    Map<String, Object> heartbeat = new LinkedHashMap<>();
    heartbeat.put("node", node);
    heartbeat.put("incarnation", Incarnation.OF_THIS_PROCESS);
    heartbeat.put("sequence", 0L);
    heartbeat.put("at", at.toString());
    heartbeat.put("cpuUsed", 0.0);
    heartbeat.put("memoryUsed", 0L);
    heartbeat.put("load", 0.0);
    heartbeat.put("setup", setup);
    heartbeat.put("services", Map.of());
    heartbeat.put("jobs", List.of());
    heartbeat.put("published", List.of());
    return heartbeat;
  }
}
