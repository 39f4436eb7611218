/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.plan.OfferingOrder;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the provider offers for the groups of a cluster, asked anew now and then. Thread-safe. */
final class Offerings {
  private static final Logger logger = LoggerFactory.getLogger(Offerings.class);

  /** Prices of spot machines change about hourly, types and zones hardly ever. */
  private static final Duration FRESH = Duration.ofMinutes(10);

  private final ClusterSpec spec;
  private final CloudProvider provider;
  private final NodeShape head;
  private final Time time;
  private final Map<String, Offered> groups = new ConcurrentHashMap<>();
  private final Map<String, Offering> known = new ConcurrentHashMap<>();
  private @Nullable Offering headOffering;

  Offerings(ClusterSpec spec, CloudProvider provider, NodeShape head, Time time) {
    this.spec = spec;
    this.provider = provider;
    this.head = head;
    this.time = time;
  }

  /** Returns the machines that workers of a group may be, what to try first in front. */
  List<Offering> of(WorkerGroupSpec group) {
    Offered offered = groups.get(group.name());
    if (offered != null && time.since(offered.at).compareTo(FRESH) < 0) {
      return offered.offerings;
    }
    List<Offering> now = ask(group, offered);
    now.forEach(offering -> known.put(offering.id(), offering));
    groups.put(group.name(), new Offered(now, time.mark()));
    return now;
  }

  private List<Offering> ask(WorkerGroupSpec group, @Nullable Offered before) {
    try {
      return OfferingOrder.ofWorkers(group, provider.workerOfferings(group));
    } catch (CloudTikException e) {
      if (before == null) {
        throw e;
      }
      logger.info("group={} offerings=as-before error={}", group.name(), e.getMessage());
      return before.offerings;
    }
  }

  /** Returns the offering of that id, also if it is not offered any more. */
  Optional<Offering> find(String id) {
    if (!known.containsKey(id)) {
      spec.workerGroups().forEach(this::of);
    }
    return Optional.ofNullable(known.get(id));
  }

  /** Returns all that were offered so far. */
  List<Offering> all() {
    return List.copyOf(known.values());
  }

  /** Returns what the machine of a node has; as the head's for a group that is no more. */
  NodeShape shape(NodeRecord node) {
    String offering = node.offering();
    return Optional.ofNullable(offering)
        .flatMap(this::find)
        .or(() -> spec.workerGroup(node.group()).map(group -> of(group).get(0)))
        .map(Offering::shape)
        .orElse(head);
  }

  /** Returns what the head costs in an hour, in US dollars; null if that is not known. */
  @Nullable BigDecimal headPrice() {
    if (headOffering == null) {
      headOffering =
          OfferingOrder.ofHead(spec.head(), provider.headOfferings(spec.head())).stream()
              .filter(it -> it.shape().instanceType().equals(head.instanceType()))
              .findFirst()
              .orElseGet(() -> Offering.of(head));
    }
    return headOffering.hourlyPrice().orElse(null);
  }

  private record Offered(List<Offering> offerings, long at) {}
}
