/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All machines of a simulated cloud that have booted: heads with their controllers, and nodes. */
final class PlayedMachines implements MachineListener {
  /** As node controllers do. */
  private static final Duration BEAT = Duration.ofSeconds(2);

  private final SimulatedCloud cloud;
  private final SimulatedTime time;
  private final Map<String, PlayedHead> heads = new LinkedHashMap<>();
  private final Map<String, PlayedNode> nodes = new LinkedHashMap<>();
  private final Set<String> ended = new HashSet<>();
  private boolean beating;

  PlayedMachines(SimulatedCloud cloud, SimulatedTime time) {
    this.cloud = cloud;
    this.time = time;
  }

  @Override
  public void booted(Machine machine, boolean sick) {
    PlayedNode node = new PlayedNode(machine, sick, cloud);
    if (node.slot().equals(NodeConfig.HEAD)) {
      PlayedHead head = new PlayedHead(machine, sick, cloud, time, () -> add(node));
      synchronized (this) {
        heads.put(machine.address(), head);
      }
      cloud.time().executor().execute(head::live);
    } else {
      cloud.time().at(PlayedNode.SET_UP, () -> add(node));
    }
  }

  private synchronized void add(PlayedNode node) {
    if (ended.contains(node.machine().id())) {
      return;
    }
    nodes.put(node.machine().id(), node);
    if (!beating) {
      beating = true;
      cloud.time().at(BEAT, this::beat);
    }
  }

  @Override
  public synchronized void ended(Machine machine) {
    ended.add(machine.id());
    nodes.remove(machine.id());
    PlayedHead head = heads.get(machine.address());
    if (head != null) {
      head.end();
    }
  }

  /** Returns the state on the head at an address, if it answers. */
  synchronized Optional<ClusterState> head(String address) {
    PlayedHead head = heads.get(address);
    return head != null && head.answers() ? Optional.of(head.state()) : Optional.empty();
  }

  private void beat() {
    List<PlayedNode> all;
    synchronized (this) {
      all = new ArrayList<>(nodes.values());
      beating = !all.isEmpty();
    }
    for (PlayedNode node : all) {
      PlayedState state = stateFor(node);
      if (state != null && node.beats()) {
        node.beat(state);
      }
    }
    if (!all.isEmpty()) {
      cloud.time().at(BEAT, this::beat);
    }
  }

  /** A head has its own; others have learned where the last head of their cluster is. */
  private synchronized @Nullable PlayedState stateFor(PlayedNode node) {
    PlayedHead last = null;
    for (PlayedHead head : heads.values()) {
      if (head.machine().id().equals(node.machine().id())) {
        return head.answers() ? head.state() : null;
      }
      if (head.uid().equals(node.uid()) && head.isInCharge()) {
        last = head;
      }
    }
    return last != null && last.answers() ? last.state() : null;
  }
}
