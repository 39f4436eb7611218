/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.NodeState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.machine.ClusterKey;
import io.cloudtik.node.controller.decide.Decision;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Does to nodes what was decided: each thing is written before it is done. */
final class NodeActions {
  /** Makes nodes of machines. */
  interface WorkerPush {
    /** Makes a node of a machine, or lets it make itself one; repeatable, may take a while. */
    void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published);

    /** Returns what the machines of workers are to run when they boot; null if nothing. */
    default @Nullable String bootScript() {
      return null;
    }

    /** Takes note that a slot is given up. */
    default void forget(String slot) {}
  }

  private static final int SHOWN_LINES = 5;

  private final ClusterParts parts;
  private final Books books;
  private final Leadership leadership;
  private final WorkerPush push;
  private final EventLog events;

  NodeActions(
      ClusterParts parts, Books books, Leadership leadership, WorkerPush push, EventLog events) {
    this.events = events;
    this.parts = parts;
    this.books = books;
    this.leadership = leadership;
    this.push = push;
  }

  void adopt(Decision.Adopt adopt) {
    leadership.require();
    if (adopt.intend()) {
      books.wishes().intend(adopt.slot(), adopt.group(), adopt.offering());
    }
    books
        .nodes()
        .add(
            NodeRecord.first(
                adopt.slot(),
                adopt.group(),
                adopt.offering(),
                adopt.state(),
                parts.time().now(),
                adopt.reason()));
  }

  /** From here on the numbers are used and the intents are known, whatever happens next. */
  void add(Decision.AddNodes add) {
    books.wishes().useNumbersUpTo(add.group(), add.nextNumber());
    books.wishes().intend(add.slots(), add.group(), add.offering());
    for (String slot : add.slots()) {
      books
          .nodes()
          .add(
              NodeRecord.first(
                  slot,
                  add.group(),
                  add.offering(),
                  NodeState.QUEUED,
                  parts.time().now(),
                  "wanted as " + add.offering()));
    }
  }

  /** What one call refuses is refused for those that it named; the others are not asked for yet. */
  void launch(Decision.Launch launch) {
    List<String> slots = launch.slots();
    int most = parts.provider().largestLaunch();
    for (int from = 0; from < slots.size(); from += most) {
      List<String> part = slots.subList(from, Math.min(slots.size(), from + most));
      launchAtOnce(new Decision.Launch(launch.group(), launch.offering(), List.copyOf(part)));
    }
  }

  private void launchAtOnce(Decision.Launch launch) {
    leadership.require();
    launch.slots().forEach(slot -> books.recently().ask(NodeState.QUEUED.name(), slot));
    LaunchRequest.Builder request =
        LaunchRequest.builder()
            .cluster(parts.cluster())
            .clusterUid(parts.uid())
            .slots(launch.slots())
            .offering(parts.offerings().find(launch.offering()).orElseThrow());
    parts.spec().tags().forEach(request::putTags);
    ClusterKey.find(parts.records(), parts.uid())
        .ifPresent(key -> request.addAuthorizedKeys(key.publicLine()));
    String script = push.bootScript();
    if (script != null) {
      launch.slots().forEach(slot -> request.putBootScripts(slot, script));
    }
    leadership.require();
    ask(launch, request.build());
    launch
        .slots()
        .forEach(slot -> books.nodes().move(slot, NodeState.REQUESTED, "asked the provider"));
  }

  private void ask(Decision.Launch launch, LaunchRequest request) {
    try {
      parts.provider().launch(request);
    } catch (ProviderException e) {
      e.failure().ifPresent(failure -> refused(launch, failure));
      throw e;
    }
  }

  /**
   * What nobody can have now, or where nobody answers, is given up, so that others are asked for;
   * what may work, or may have worked, is asked for again under the same names.
   */
  private void refused(Decision.Launch launch, ProviderFailure failure) {
    books.offers().failed(launch.offering(), failure);
    if (books.offers().leaves(launch.offering(), failure)) {
      launch
          .slots()
          .forEach(
              slot ->
                  books
                      .nodes()
                      .move(slot, NodeState.ALLOCATION_FAILED, "the provider refused: " + failure));
    } else {
      launch.slots().forEach(slot -> books.recently().forget(NodeState.QUEUED.name(), slot));
    }
  }

  void move(Decision.MoveNode move, Map<String, SlotObservation> slots) {
    leadership.require();
    NodeRecord before = books.nodes().find(move.node()).orElseThrow();
    SlotObservation slot = slots.get(move.node());
    if (slot != null && slot.address().isPresent()) {
      books.nodes().reachedAt(move.node(), slot.address().get().host());
    }
    books.nodes().move(move.node(), move.to(), move.reason() + console(move));
    countSuccess(before, move, slot);
  }

  /** Only its console knows why a machine that nobody logs in to did not become a node. */
  private String console(Decision.MoveNode move) {
    if (move.to() != NodeState.BOOTSTRAP_FAILED) {
      return "";
    }
    try {
      List<String> lines = parts.provider().console(parts.uid(), move.node()).lines().toList();
      return lines.isEmpty()
          ? ""
          : "; the end of what its machine printed: "
              + String.join(
                  " | ", lines.subList(Math.max(0, lines.size() - SHOWN_LINES), lines.size()));
    } catch (CloudTikException e) {
      return "; what its machine printed cannot be read: " + e.getMessage();
    }
  }

  private void countSuccess(
      NodeRecord before, Decision.MoveNode move, @Nullable SlotObservation slot) {
    String offering = before.offering();
    if (offering != null && move.to() == NodeState.ALLOCATED) {
      books.offers().succeeded(offering);
    }
    if (offering != null && move.to() == NodeState.ALLOCATION_FAILED && slot != null) {
      Optional<ProviderFailure> failure = slot.failure();
      if (failure.isPresent()) {
        books.offers().failed(offering, failure.get());
        return;
      }
    }
    boolean neverServed = move.to() == NodeState.LOST && !before.served();
    boolean failedService = before.state() == NodeState.READY && move.to() == NodeState.TERMINATING;
    if (move.to() == NodeState.ALLOCATION_FAILED
        || move.to() == NodeState.BOOTSTRAP_FAILED
        || neverServed
        || failedService) {
      String reason = move.node() + " " + move.to() + ": " + move.reason();
      String kind = move.to() + " " + move.reason().replace(move.node(), "");
      if (books.backoff().failed(before.group(), reason, kind)) {
        events.notice(
            ("workers of group %s failed again and again in the same way; one at a time is tried"
                    + " until one is ready. The last: %s")
                .formatted(before.group(), reason));
      }
    } else if (move.to() == NodeState.READY && before.state() == NodeState.BOOTSTRAPPING) {
      books.backoff().succeeded(before.group());
    }
  }

  void bootstrap(String node, Map<String, SlotObservation> slots, List<EndpointSpec> published) {
    leadership.require();
    NodeRecord record = books.nodes().find(node).orElseThrow();
    MachineAddress machine =
        Optional.ofNullable(slots.get(node)).flatMap(SlotObservation::address).orElseThrow();
    books
        .pushes()
        .start(
            node,
            () -> {
              leadership.require();
              push.push(record, machine, published);
            });
  }

  /** The intents go first: a machine without one is ended by whoever finds it. */
  void terminate(Decision.Terminate terminate) {
    leadership.require();
    for (String slot : terminate.slots()) {
      books.recently().ask(NodeState.TERMINATING.name(), slot);
      books.pushes().forget(slot);
      push.forget(slot);
    }
    books.wishes().giveBack(terminate.slots());
    leadership.require();
    parts.provider().terminate(parts.uid(), new TreeSet<>(terminate.slots()));
  }

  void forget(String node) {
    leadership.require();
    books.nodes().forget(node);
  }
}
