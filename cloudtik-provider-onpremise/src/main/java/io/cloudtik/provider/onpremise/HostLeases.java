/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProviderContext;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Gives hosts to the slots of a workspace's clusters, and takes them back. Thread-safe. */
final class HostLeases {
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final int SHOWN = 5;

  private final HostShapes shapes;
  private final ProviderContext context;
  private final LeaseBook book;
  private final NodeEnding ending;

  HostLeases(HostShapes shapes, ProviderContext context, LeaseBook book, NodeEnding ending) {
    this.shapes = shapes;
    this.context = context;
    this.book = book;
    this.ending = ending;
  }

  /** Returns what the slots of a cluster have, and what has not been given back of others. */
  List<Lease> of(String uid) {
    return book.read().stream().filter(lease -> lease.isOf(context.workspace(), uid)).toList();
  }

  /** Gives each slot a host, or the reason why there is none; one that has a host keeps it. */
  void take(LaunchRequest request) {
    List<Lease> before = book.read();
    if (free(request.offering().shape(), before).size() < withoutHost(request, before).size()) {
      // A head that ended itself could not give its host back, nor could a client that died.
      ending.end(before);
    }
    book.change(all -> taken(request, all));
  }

  private List<Lease> taken(LaunchRequest request, List<Lease> all) {
    List<Lease> after = new ArrayList<>(all);
    for (String slot : withoutHost(request, all)) {
      after.removeIf(lease -> isOf(lease, request, slot) && lease.state() == Lease.State.REFUSED);
      List<Host> free = free(request.offering().shape(), after);
      after.add(lease(request, slot, free.isEmpty() ? null : free.get(0), after));
    }
    return after;
  }

  private List<Host> free(NodeShape shape, List<Lease> leases) {
    return shapes.fitting(shape).stream()
        .filter(host -> leases.stream().noneMatch(lease -> lease.keeps(host)))
        .toList();
  }

  private List<String> withoutHost(LaunchRequest request, List<Lease> leases) {
    return request.slots().stream()
        .distinct()
        .filter(
            slot ->
                leases.stream()
                    .filter(lease -> isOf(lease, request, slot))
                    .noneMatch(lease -> lease.state() == Lease.State.HELD))
        .toList();
  }

  private boolean isOf(Lease lease, LaunchRequest request, String slot) {
    return lease.isOf(context.workspace(), request.clusterUid()) && lease.slot().equals(slot);
  }

  private Lease lease(LaunchRequest request, String slot, @Nullable Host host, List<Lease> all) {
    byte[] random = new byte[8];
    RANDOM.nextBytes(random);
    Path above = host == null ? Host.DEFAULT_DIRECTORY : host.directory();
    return new Lease(
        host == null ? Lease.State.REFUSED : Lease.State.HELD,
        context.workspace(),
        request.cluster(),
        request.clusterUid(),
        slot,
        host == null ? "" : "host-" + HexFormat.of().formatHex(random),
        host,
        above.resolve(context.workspace()).resolve(request.clusterUid()).resolve(slot),
        context.clock().instant(),
        host == null ? refusal(request.offering().shape(), all) : "",
        null);
  }

  private String refusal(NodeShape shape, List<Lease> leases) {
    List<Host> fitting = shapes.fitting(shape);
    String holders =
        fitting.stream()
            .flatMap(host -> leases.stream().filter(lease -> lease.keeps(host)))
            .limit(SHOWN)
            .map(
                lease ->
                    "%s by %s/%s"
                        .formatted(
                            Optional.ofNullable(lease.host()).map(Host::name).orElse(""),
                            lease.workspace(),
                            lease.cluster()))
            .collect(Collectors.joining(", "));
    return "no free host: of %d hosts %d have %d CPUs, %s and %d GPUs (%s), and all of them are used%s"
        .formatted(
            shapes.count(),
            fitting.size(),
            shape.cpus(),
            shape.memory(),
            shape.gpus(),
            shape.instanceType(),
            holders.isEmpty() ? "" : ": " + holders);
  }

  /** Ends the nodes of slots, and gives their hosts back as far as that works now. */
  void giveBack(String uid, Set<String> slots) {
    Predicate<Lease> cluster = lease -> lease.isOf(context.workspace(), uid);
    // What was to be ended before is tried again: nobody names its slot any more.
    ending.end(toEnd(cluster, cluster.and(lease -> slots.contains(lease.slot()))));
  }

  /**
   * Ends all nodes of the workspace.
   *
   * @throws ProviderException if one is still there
   */
  void giveBackAll() {
    Predicate<Lease> ours = lease -> lease.workspace().equals(context.workspace());
    ending.endNow(toEnd(ours, ours));
    List<String> left = book.read().stream().filter(ours).map(Lease::line).toList();
    if (!left.isEmpty()) {
      throw new ProviderException(
          OnPremise.NAME,
          ErrorCode.WORKSPACE_IN_USE,
          "workspace '%s' has nodes on hosts that could not be ended: %s"
              .formatted(context.workspace(), String.join("; ", left)),
          null);
    }
  }

  /** Notes that some of the leases are to end, and returns all that are. */
  private List<Lease> toEnd(Predicate<Lease> all, Predicate<Lease> named) {
    List<Lease> after =
        book.change(
            leases ->
                leases.stream()
                    .filter(lease -> !named.test(lease) || lease.state() != Lease.State.REFUSED)
                    .map(lease -> named.test(lease) ? lease.ending() : lease)
                    .toList());
    return after.stream()
        .filter(lease -> all.test(lease) && lease.state() == Lease.State.ENDING)
        .toList();
  }
}
