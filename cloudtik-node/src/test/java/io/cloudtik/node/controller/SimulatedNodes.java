/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.MachineListener;
import io.cloudtik.testkit.cloud.VirtualTime;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/** What runs on the machines of a simulated cloud: node controllers that set up and then beat. */
final class SimulatedNodes implements MachineListener {
  /**
   * One worker took 3.4 s on container machines over SSH (docs/benchmarks.md); clouds are slower.
   */
  static final Duration SET_UP = Duration.ofSeconds(5);

  private static final Duration BEAT = Duration.ofSeconds(2);

  private final VirtualTime time;
  private final Map<String, Machine> working = new LinkedHashMap<>();
  private final Set<String> sick = new TreeSet<>();
  private final Set<String> cutOff = new TreeSet<>();
  private final Function<Machine, String> slots;
  private MemoryState state;
  private long sequence;

  SimulatedNodes(VirtualTime time, MemoryState state, Function<Machine, String> slots) {
    this.time = time;
    this.state = state;
    this.slots = slots;
    time.at(BEAT, this::beat);
  }

  /** Connects them to another Redis, as after the head was replaced. */
  void connect(MemoryState to) {
    state = to;
  }

  @Override
  public void booted(Machine machine, boolean isSick) {
    time.at(
        SET_UP,
        () -> {
          working.put(machine.id(), machine);
          if (isSick) {
            sick.add(machine.id());
          }
        });
  }

  @Override
  public void ended(Machine machine) {
    working.remove(machine.id());
  }

  /** Lets nothing of a machine be heard for a while. */
  void cutOff(Machine machine, Duration length) {
    cutOff.add(machine.id());
    time.at(length, () -> cutOff.remove(machine.id()));
  }

  private void beat() {
    sequence++;
    for (Machine machine : working.values()) {
      boolean beats = machine.answers() || sick.contains(machine.id());
      if (beats && !cutOff.contains(machine.id()) && !state.down) {
        String error = sick.contains(machine.id()) ? "install failed: no such package" : null;
        String slot = slots.apply(machine);
        state.put(
            StateKeys.heartbeat(slot),
            Json.write(
                FakeNodes.heartbeat(
                    slot, sequence, time.clock().instant(), error, ServiceState.HEALTHY)),
            Duration.ofSeconds(30));
      }
    }
    time.at(BEAT, this::beat);
  }
}
