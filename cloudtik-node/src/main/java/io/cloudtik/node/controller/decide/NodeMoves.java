/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import static io.cloudtik.NodeState.ALLOCATED;
import static io.cloudtik.NodeState.ALLOCATION_FAILED;
import static io.cloudtik.NodeState.BOOTSTRAPPING;
import static io.cloudtik.NodeState.BOOTSTRAP_FAILED;
import static io.cloudtik.NodeState.DRAINING;
import static io.cloudtik.NodeState.LOST;
import static io.cloudtik.NodeState.READY;
import static io.cloudtik.NodeState.REQUESTED;
import static io.cloudtik.NodeState.SUSPECT;
import static io.cloudtik.NodeState.TERMINATED;
import static io.cloudtik.NodeState.TERMINATING;

import io.cloudtik.NodeState;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.node.controller.decide.NodeSight.Push;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Moves each node along the table of states, by what its provider and its heartbeats say. */
final class NodeMoves {
  private final Observation seen;
  private final Silence silence;
  private final List<Decision> decisions = new ArrayList<>();
  private final Map<String, Decision.MoveNode> moved = new HashMap<>();
  private int freePushes;

  private NodeMoves(Observation seen) {
    this.seen = seen;
    this.silence = Silence.of(seen);
    this.freePushes = seen.freePushes();
  }

  static NodeMoves of(Observation seen) {
    NodeMoves moves = new NodeMoves(seen);
    if (moves.silence.mustBeAwaitedAnew()) {
      moves.decisions.add(new Decision.AwaitHeartbeats(moves.silence.describe()));
    }
    seen.head().ifPresent(moves::head);
    seen.workers().forEach(moves::worker);
    moves.decisions.addAll(ends(seen));
    return moves;
  }

  List<Decision> decisions() {
    return decisions;
  }

  /** Returns the state of a node after these decisions. */
  NodeState after(NodeSight node) {
    Decision.MoveNode move = moved.get(node.id());
    return move == null ? node.state() : move.to();
  }

  /** Returns why a node is in the state that it has after these decisions. */
  String reason(NodeSight node) {
    Decision.MoveNode move = moved.get(node.id());
    return move == null ? node.record().reason() : move.reason();
  }

  private void move(NodeSight node, NodeState to, String reason) {
    Decision.MoveNode move = new Decision.MoveNode(node.id(), to, reason);
    moved.put(node.id(), move);
    decisions.add(move);
  }

  /** The head is where this runs: it is never given up from here, its client does that. */
  private void head(NodeSight head) {
    if (head.state() == ALLOCATED) {
      move(head, BOOTSTRAPPING, "it sets itself up");
    } else if (head.state() == BOOTSTRAPPING && head.well()) {
      move(head, READY, "all its services are healthy");
    } else if (head.state() == READY && Silence.suspect(head)) {
      move(head, SUSPECT, "no heartbeat for " + head.silence().toSeconds() + " s");
    } else if (head.state() == SUSPECT && Silence.healed(head)) {
      move(head, READY, "its heartbeats came back");
    }
  }

  private void worker(NodeSight node) {
    switch (node.state()) {
      case QUEUED -> queued(node);
      case REQUESTED -> requested(node);
      case ALLOCATED, BOOTSTRAPPING -> beingSetUp(node);
      case READY, SUSPECT, DRAINING -> serving(node);
      case ALLOCATION_FAILED, BOOTSTRAP_FAILED, LOST ->
          move(node, TERMINATING, node.record().reason());
      case STOPPED, TERMINATING, TERMINATED -> {}
    }
  }

  private void queued(NodeSight node) {
    if (node.overdue() && !toldToWait(node)) {
      move(node, ALLOCATION_FAILED, late(node, "the provider took no request"));
      return;
    }
    SlotObservation slot = node.slot();
    if (slot != null && (slot.state() == SlotState.PENDING || slot.state() == SlotState.RUNNING)) {
      // Asked for by a call whose reply was lost.
      move(node, REQUESTED, "the provider knows it already");
    }
    // The launch itself is the matter of the group: it knows whether the node is still wanted.
  }

  /** To give up what waits for its turn would only make more calls. */
  private boolean toldToWait(NodeSight node) {
    return seen.offers().getOrDefault(node.record().group(), List.of()).stream()
        .anyMatch(offer -> offer.later() && offer.id().equals(node.record().offering()));
  }

  private void requested(NodeSight node) {
    SlotObservation slot = node.slot();
    if (slot != null && slot.state() == SlotState.RUNNING && slot.address().isPresent()) {
      move(node, ALLOCATED, "a machine runs");
    } else if (slot != null && slot.state() == SlotState.FAILED) {
      move(node, ALLOCATION_FAILED, ("the provider has no machine: " + why(slot)).strip());
    } else if (node.overdue()) {
      move(node, ALLOCATION_FAILED, late(node, "no machine came"));
    }
  }

  private void beingSetUp(NodeSight node) {
    if (machineGone(node)) {
      return;
    }
    if (node.bootstrap() == Push.FAILED) {
      move(node, BOOTSTRAP_FAILED, node.bootstrapError());
    } else if (setUpFailed(node)) {
      move(node, BOOTSTRAP_FAILED, setUpError(node));
    } else if (node.failedService().isPresent()) {
      move(node, BOOTSTRAP_FAILED, node.failedService().get());
    } else if (node.state() == BOOTSTRAPPING && ready(node)) {
      move(node, READY, "all its services are healthy");
    } else if (node.heard() && silence.lost(node)) {
      move(node, LOST, "no heartbeat for " + node.silence().toSeconds() + " s");
    } else if (node.overdue() && !waitsForUs(node)) {
      move(node, BOOTSTRAP_FAILED, late(node, "it was not set up"));
    } else if (mustBePushed(node)) {
      freePushes--;
      if (node.state() == ALLOCATED) {
        move(node, BOOTSTRAPPING, "its set-up begins");
      }
      decisions.add(new Decision.BootstrapNode(node.id()));
    }
  }

  private static boolean ready(NodeSight node) {
    return node.bootstrap() != Push.RUNNING && node.heard() && node.well();
  }

  /** Set-up pushed anew starts anew: what an earlier one left as an error says nothing then. */
  private static boolean setUpFailed(NodeSight node) {
    return node.heartbeat() != null
        && node.heard()
        && node.bootstrap() != Push.RUNNING
        && node.heartbeat().setup().state().equals(SetupStatus.FAILED);
  }

  private static String setUpError(NodeSight node) {
    return node.heartbeat() == null ? "" : node.heartbeat().setup().error();
  }

  private boolean waitsForUs(NodeSight node) {
    return node.state() == ALLOCATED && (freePushes <= 0 || !seen.headReadyForWorkers());
  }

  private boolean mustBePushed(NodeSight node) {
    // A controller that comes back finds pushes that another began; heartbeats tell that they went
    // well.
    boolean begun =
        node.state() == BOOTSTRAPPING
            && (node.heartbeat() != null || node.bootstrap() != Push.NONE);
    return !begun && freePushes > 0 && seen.headReadyForWorkers() && node.slot() != null;
  }

  private void serving(NodeSight node) {
    if (machineGone(node)) {
      return;
    }
    if (silence.lost(node)) {
      move(node, LOST, "no heartbeat for " + node.silence().toSeconds() + " s");
    } else if (node.state() == READY && Silence.suspect(node)) {
      move(node, SUSPECT, "no heartbeat for " + node.silence().toSeconds() + " s");
    } else if (node.state() == SUSPECT && Silence.healed(node)) {
      move(node, READY, "its heartbeats came back");
    } else if (node.state() == READY && node.notice().isPresent()) {
      move(node, DRAINING, noticeOf(node.notice().get()));
    } else if (node.state() == READY && node.heard() && node.failedService().isPresent()) {
      move(node, TERMINATING, node.failedService().get());
    }
  }

  private static String noticeOf(LossNotice notice) {
    return "the cloud takes its machine away at %s: %s".formatted(notice.at(), notice.reason());
  }

  private boolean machineGone(NodeSight node) {
    if (!seen.slotsKnown()) {
      return false;
    }
    SlotObservation slot = node.slot();
    if (slot == null) {
      move(node, LOST, "its machine is gone");
    } else if (slot.state() == SlotState.FAILED || slot.state() == SlotState.TERMINATING) {
      move(node, LOST, ("the provider says that its machine is lost: " + slot.reason()).strip());
    } else {
      return false;
    }
    return true;
  }

  private static String why(SlotObservation slot) {
    return slot.failure().map(ProviderFailure::toString).orElse(slot.reason());
  }

  private static String late(NodeSight node, String what) {
    return "%s within %s".formatted(what, NodeTransitions.deadline(node.state()).orElseThrow());
  }

  /** A machine that was never listed may still be on its way into the provider's list. */
  private static boolean ended(Observation seen, NodeSight node) {
    boolean intended = seen.intents().containsKey(node.id());
    boolean listed =
        node.record().host() != null || node.inState().compareTo(seen.listingLag()) >= 0;
    return !intended && listed;
  }

  /** Returns what brings nodes that are being ended to their end. */
  static List<Decision> ends(Observation seen) {
    List<Decision> decisions = new ArrayList<>();
    List<String> slots = new ArrayList<>();
    for (NodeSight node : seen.workers()) {
      if (node.state() == TERMINATING) {
        if (seen.slotsKnown() && node.slot() == null && ended(seen, node)) {
          decisions.add(new Decision.MoveNode(node.id(), TERMINATED, "nothing of it is left"));
        } else if (!node.asked()) {
          slots.add(node.id());
        }
      } else if (node.state() == TERMINATED) {
        decisions.add(new Decision.ForgetNode(node.id()));
      }
    }
    if (!slots.isEmpty()) {
      decisions.add(new Decision.Terminate(List.copyOf(slots), "not wanted any more"));
    }
    return decisions;
  }
}
