/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.ClusterStatus;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.event.Step;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.state.Command;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** Brings a worker group to another size: asks the head, then watches. */
final class ScaleCluster {
  private static final Duration WATCH_DEADLINE = Duration.ofDays(1);

  private final Cluster cluster;
  private final ClusterConnection connection;
  private final String group;
  private final int workers;

  ScaleCluster(Cluster cluster, ClusterConnection connection, String group, int workers) {
    this.cluster = cluster;
    this.connection = connection;
    this.group = group;
    this.workers = workers;
  }

  void ask(String id) {
    connection.command(
        id, Command.SCALE, Map.of("group", group, "workers", Integer.toString(workers)));
  }

  Cluster await(Progress progress) {
    progress.started(Step.SCALE, "%s to %d".formatted(group, workers));
    int[] last = {-1};
    cluster.awaitStatus(
        "%d %s".formatted(workers, group),
        status -> {
          progress.checkCancelled();
          int ready = ready(status);
          if (ready != last[0]) {
            last[0] = ready;
            progress.progressed(Step.SCALE, "%d ready".formatted(ready), ready, workers);
          }
          return ready == workers && nodes(status).size() == workers;
        },
        WATCH_DEADLINE);
    progress.finished(Step.SCALE, "%s has %d".formatted(group, workers));
    return cluster;
  }

  private int ready(ClusterStatus status) {
    return (int) nodes(status).stream().filter(node -> node.state() == NodeState.READY).count();
  }

  private List<Node> nodes(ClusterStatus status) {
    return status.nodes().stream()
        .filter(node -> node.group().equals(group) && node.state() != NodeState.TERMINATED)
        .toList();
  }
}
