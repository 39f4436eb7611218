/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.wait.Waiter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What the node controller of a worker costs, and how soon it says that it is there. */
final class NodeBenchmark implements Benchmark {
  static final Figure MEMORY = new Figure("node-memory", "MiB", Goal.atMost(64));
  static final Figure HEARTBEAT = new Figure("node-heartbeat", "s", Goal.atMost(0.5));

  private static final int NODES = 3;
  private static final int ROUNDS = 7;
  private static final Duration SETTLED = Duration.ofSeconds(60);
  private static final Duration DEADLINE = Duration.ofSeconds(60);

  private final Path directory;

  NodeBenchmark(Path directory) {
    this.directory = directory;
  }

  @Override
  public List<Figure> figures() {
    return List.of(HEARTBEAT, MEMORY);
  }

  @Override
  public void run(Set<Figure> wanted, Report report) throws Exception {
    try (Scratch scratch = Scratch.in(directory);
        RealRedis redis = RealRedis.start(scratch.path("head"));
        ClusterState state = redis.as("controller")) {
      Map<String, Path> bundles = Map.of("node", NodeBundle.placed());
      List<BareNode> nodes = new ArrayList<>();
      try {
        for (int i = 1; i <= NODES; i++) {
          nodes.add(BareNode.place(scratch.path("node-" + i), "workers-" + i, redis, bundles));
        }
        if (wanted.contains(HEARTBEAT)) {
          report.figure(HEARTBEAT, firstHeartbeats(nodes, state));
        }
        if (wanted.contains(MEMORY)) {
          report.figure(MEMORY, memory(nodes, state));
        }
      } finally {
        for (BareNode node : nodes) {
          node.kill();
        }
      }
    }
  }

  /** Starts all at once and takes the time of the slowest, from the exec of its keeper. */
  private static Samples firstHeartbeats(List<BareNode> nodes, ClusterState state)
      throws IOException {
    List<Double> slowest = new ArrayList<>();
    for (int round = 0; round < ROUNDS; round++) {
      slowest.add(start(nodes, state));
      awaitHealthy(nodes, state);
      for (BareNode node : nodes) {
        node.kill();
      }
    }
    return new Samples(slowest);
  }

  private static double start(List<BareNode> nodes, ClusterState state) {
    List<String> keys = nodes.stream().map(BareNode::heartbeat).toList();
    keys.forEach(state::delete);
    Stopwatch watch = new Stopwatch();
    nodes.forEach(BareNode::start);
    return Waiter.waitFor("a heartbeat of each of " + keys, DEADLINE, Duration.ofMillis(5))
        .until(
            () -> {
              double now = watch.seconds();
              return state.values(keys).stream().allMatch(Optional::isPresent)
                  ? Optional.of(now)
                  : Optional.<Double>empty();
            },
            () -> state.values(keys).toString());
  }

  private static Samples memory(List<BareNode> nodes, ClusterState state) throws IOException {
    start(nodes, state);
    awaitHealthy(nodes, state);
    Stopwatch watch = new Stopwatch();
    Waiter.waitFor("the nodes to settle", SETTLED.plus(DEADLINE))
        .untilTrue(() -> watch.seconds() >= SETTLED.toSeconds(), () -> watch.seconds() + " s");
    awaitHealthy(nodes, state);
    List<Double> memory = new ArrayList<>();
    for (BareNode node : nodes) {
      memory.add(node.residentMebibytes());
    }
    return new Samples(memory);
  }

  /** The work was done if each node says that it keeps its three services. */
  private static void awaitHealthy(List<BareNode> nodes, ClusterState state) {
    Waiter.waitFor("healthy services on all nodes", DEADLINE)
        .untilTrue(
            () -> nodes.stream().allMatch(node -> healthy(node, state)),
            () -> nodes.stream().map(node -> state.value(node.heartbeat())).toList().toString());
  }

  private static boolean healthy(BareNode node, ClusterState state) {
    return state
        .value(node.heartbeat())
        .map(json -> Json.read(json, Heartbeat.class).services().values())
        .filter(services -> services.size() == BareNode.SERVICES)
        .filter(services -> services.stream().allMatch(s -> s.state() == ServiceState.HEALTHY))
        .isPresent();
  }
}
