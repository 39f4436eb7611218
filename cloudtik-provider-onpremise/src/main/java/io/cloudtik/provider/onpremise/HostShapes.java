/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.NodeShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Pattern;

/** What the hosts can be for a cluster. A pure function of spec and hosts. */
final class HostShapes {
  private static final Comparator<Host> SMALLEST_FIRST =
      Comparator.comparingInt(Host::gpus)
          .thenComparingInt(Host::cpus)
          .thenComparing(Host::memory)
          .thenComparing(Host::name);

  private final List<Host> hosts;

  HostShapes(List<Host> hosts) {
    this.hosts = hosts.stream().filter(host -> !host.gone()).toList();
  }

  /** Returns the number of hosts, without those that will never come back. */
  int count() {
    return hosts.size();
  }

  /** Returns what every host has that the head can get. */
  NodeShape head(HeadSpec head) {
    return shape(HostWish.of(head));
  }

  /** Returns what every host has that a worker of the group can get. */
  NodeShape worker(WorkerGroupSpec group) {
    return shape(HostWish.of(group));
  }

  /** Returns the hosts on which a node of that shape can be, the best first. */
  List<Host> fitting(NodeShape shape) {
    List<String> kinds =
        shape.instanceType().equals(Host.ANY_TYPE)
            ? List.of()
            : List.of(shape.instanceType().split(Pattern.quote(Host.OR)));
    return fitting(new HostWish(shape.cpus(), shape.memory(), shape.gpus(), kinds));
  }

  /** Those of a kind that is asked for first, and then small ones, which fit nobody else. */
  private List<Host> fitting(HostWish wish) {
    return hosts.stream()
        .filter(wish::isMetBy)
        .sorted(Comparator.comparingInt(wish::rank).thenComparing(SMALLEST_FIRST))
        .toList();
  }

  private NodeShape shape(HostWish wish) {
    List<Host> fitting = fitting(wish);
    return NodeShape.builder()
        .instanceType(wish.kinds().isEmpty() ? Host.ANY_TYPE : String.join(Host.OR, wish.kinds()))
        .cpus(fitting.stream().mapToInt(Host::cpus).min().orElse(Math.max(1, wish.cpus())))
        .memory(
            fitting.stream().map(Host::memory).min(Comparator.naturalOrder()).orElse(wish.memory()))
        .gpus(fitting.stream().mapToInt(Host::gpus).min().orElse(wish.gpus()))
        .build();
  }

  List<String> problems(ClusterSpec spec) {
    List<String> problems = new ArrayList<>(problems("head", HostWish.of(spec.head()), 1));
    int nodes = 1;
    for (WorkerGroupSpec group : spec.workerGroups()) {
      problems.addAll(problems(group.name(), HostWish.of(group), group.min()));
      problems.addAll(unknownHosts(group));
      nodes += group.min();
    }
    if (problems.isEmpty() && nodes > hosts.size()) {
      problems.add(
          "hosts: expected at least %d, for the head and the least number of workers, got %d"
              .formatted(nodes, hosts.size()));
    }
    return problems;
  }

  private List<String> problems(String path, HostWish wish, int count) {
    List<String> problems = new ArrayList<>();
    for (String kind : wish.kinds()) {
      if (hosts.stream().noneMatch(host -> host.is(kind))) {
        problems.add(
            "%s.instanceTypes: expected a type of the hosts, %s, or one of their labels as key=value, got %s"
                .formatted(
                    path,
                    hosts.stream().map(Host::type).distinct().sorted().toList(),
                    Names.quoted(kind)));
      }
    }
    int fitting = fitting(wish).size();
    if (problems.isEmpty() && fitting < count) {
      problems.add(
          "%s: expected %d %s with %s, got %d of %d"
              .formatted(path, count, count == 1 ? "host" : "hosts", wish, fitting, hosts.size()));
    }
    return problems;
  }

  /** Clients may know hosts from their known_hosts; heads, which log in to workers, cannot. */
  private List<String> unknownHosts(WorkerGroupSpec group) {
    List<String> unknown =
        group.max() == 0
            ? List.of()
            : fitting(HostWish.of(group)).stream()
                .filter(host -> host.hostKeys().isEmpty() && !host.anyHostKey())
                .map(Host::name)
                .toList();
    return unknown.isEmpty()
        ? List.of()
        : List.of(
            "%s: expected the host key of each host that may be a worker, got none of %s; add hostKey, which ssh-keyscan shows, as heads have no known_hosts"
                .formatted(group.name(), unknown));
  }

  List<String> notices(ClusterSpec spec) {
    List<String> notices = new ArrayList<>();
    long most = 1 + spec.workerGroups().stream().mapToLong(WorkerGroupSpec::max).sum();
    if (most > hosts.size()) {
      notices.add(
          "cluster '%s' may grow to %d nodes, there are %d hosts"
              .formatted(spec.name(), most, hosts.size()));
    }
    spec.workerGroups().stream()
        .filter(WorkerGroupSpec::spot)
        .map(group -> "workers '" + group.name() + "' ask for spot machines: no difference here")
        .forEach(notices::add);
    return notices;
  }
}
