/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.ClusterCondition;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.controller.decide.NodeSight;
import io.cloudtik.node.controller.decide.Observation;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Shows the cluster to clients: in Redis what is now, in the store what was last, for when the head
 * is dead.
 */
final class ViewWriter {
  private static final Duration SHOWN_WITHIN = Duration.ofSeconds(2);

  /** A view that nobody renews is no view: clients then look at the store. */
  private static final Duration SHOWN_FOR = Duration.ofSeconds(60);

  /** A document of the store has room for so many nodes, with long reasons and many services. */
  static final int STORED_NODES = 1_000;

  private final ClusterParts parts;
  private final Leadership leadership;
  private final Function<NodeRecord, NodeShape> shapes;
  private @Nullable ClusterView shown;
  private long shownAt;
  private String stored = "";

  ViewWriter(ClusterParts parts, Leadership leadership, Function<NodeRecord, NodeShape> shapes) {
    this.parts = parts;
    this.leadership = leadership;
    this.shapes = shapes;
  }

  void show(Observation seen, ClusterCondition condition) {
    ClusterView view =
        new ClusterView(
            StateKeys.PROTOCOL,
            condition.state(),
            condition.reason(),
            seen.nodes().stream()
                .filter(node -> node.state() != NodeState.TERMINATED)
                .map(this::node)
                .toList(),
            seen.wanted(),
            published(seen),
            leadership.generation(),
            parts.time().now());
    if (shown == null
        || !timeless(view).equals(timeless(shown))
        || parts.time().since(shownAt).compareTo(SHOWN_WITHIN) >= 0) {
      leadership.require();
      parts.state().put(StateKeys.CLUSTER_VIEW, Json.write(view), SHOWN_FOR);
      shown = view;
      shownAt = parts.time().mark();
    }
    store(view);
  }

  static List<EndpointSpec> published(Observation seen) {
    return seen.head().map(NodeSight::heartbeat).map(Heartbeat::published).orElse(List.of());
  }

  private static ClusterView timeless(ClusterView view) {
    return new ClusterView(
        view.protocol(),
        view.state(),
        view.reason(),
        view.nodes(),
        view.wanted(),
        view.published(),
        view.generation(),
        Instant.EPOCH);
  }

  /** The store is slower and costs: it is told only when a state changes. */
  private void store(ClusterView view) {
    StringBuilder states = new StringBuilder(view.state() + " " + view.wanted());
    view.nodes().forEach(node -> states.append(' ').append(node.id()).append(node.state()));
    view.published().forEach(endpoint -> states.append(' ').append(endpoint));
    if (!states.toString().equals(stored)) {
      leadership.require();
      parts
          .records()
          .store()
          .write(
              RecordKeys.status(parts.uid()),
              Json.write(shortened(view)),
              WriteCondition.always(),
              null);
      stored = states.toString();
    }
  }

  /** Of very many nodes those that have a problem are worth more than those that serve. */
  private static ClusterView shortened(ClusterView view) {
    int all = view.nodes().size();
    if (all <= STORED_NODES) {
      return view;
    }
    List<Node> nodes =
        view.nodes().stream()
            .sorted(Comparator.comparing(node -> !node.isHead() && node.state() == NodeState.READY))
            .limit(STORED_NODES)
            .sorted(Comparator.comparing(Node::id))
            .toList();
    String note = "%d of %d nodes are listed".formatted(STORED_NODES, all);
    return new ClusterView(
        view.protocol(),
        view.state(),
        view.reason().isEmpty() ? note : view.reason() + "; " + note,
        nodes,
        view.wanted(),
        view.published(),
        view.generation(),
        view.at());
  }

  private Node node(NodeSight sight) {
    boolean head = sight.record().head();
    NodeShape shape = head ? parts.config().shape() : shapes.apply(sight.record());
    Node.Builder node =
        Node.builder()
            .id(sight.id())
            .group(sight.record().group())
            .state(sight.state())
            .since(sight.record().since())
            .reason(sight.record().reason())
            .cpus(shape.cpus())
            .memory(shape.memory());
    String host = head ? parts.config().host() : sight.record().host();
    if (host != null) {
      node.host(host);
    }
    Heartbeat heartbeat = sight.heartbeat();
    if (heartbeat != null) {
      node.cpuUsed(heartbeat.cpuUsed()).memoryUsed(DataSize.bytes(heartbeat.memoryUsed()));
      heartbeat.services().forEach((name, report) -> node.putServices(name, report.state()));
    }
    return node.build();
  }
}
