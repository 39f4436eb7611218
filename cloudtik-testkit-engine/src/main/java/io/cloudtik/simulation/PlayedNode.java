/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.StreamEntry;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A node controller that beats, and runs jobs that are only played. Used in turns. */
final class PlayedNode {
  /** From the boot of a worker's machine to its first heartbeat. */
  static final Duration SET_UP = Duration.ofSeconds(5);

  private static final Duration HEARTBEAT_KEPT = Duration.ofSeconds(30);
  private static final int COMMANDS = 100;
  private static final double SOME_LOAD = 0.5;
  private static final long SOME_MEMORY = 1 << 30;

  private final Machine machine;
  private final boolean sick;
  private final SimulatedCloud cloud;
  private final Map<String, PlayedRun> runs = new LinkedHashMap<>();
  private @Nullable PlayedState known;
  private String cursor = ClusterState.BEGINNING;
  private long sequence;

  PlayedNode(Machine machine, boolean sick, SimulatedCloud cloud) {
    this.machine = machine;
    this.sick = sick;
    this.cloud = cloud;
  }

  Machine machine() {
    return machine;
  }

  String slot() {
    return machine.label("cloudtik-slot");
  }

  String uid() {
    return machine.label("cloudtik-cluster");
  }

  /** Says whether it beats; one that is sick says so. */
  boolean beats() {
    return machine.answers() || sick;
  }

  /** Tells how it is, does what it is told to, and tells of its jobs. */
  void beat(PlayedState state) {
    if (known != state) {
      // Another head knows nothing of what this node does.
      known = state;
      cursor = ClusterState.BEGINNING;
      runs.values().forEach(PlayedRun::tellAnew);
    }
    state.put(StateKeys.heartbeat(slot()), Json.write(heartbeat()), HEARTBEAT_KEPT);
    for (StreamEntry command :
        state.read(StateKeys.nodeCommands(slot()), cursor, COMMANDS, Duration.ZERO)) {
      cursor = command.id();
      obey(command.fields());
    }
    runs.values().forEach(run -> run.tell(state));
  }

  private Heartbeat heartbeat() {
    SetupStatus setup =
        sick
            ? new SetupStatus(
                SetupStatus.FAILED, "install", "", 0, 1, "install failed: no such package")
            : new SetupStatus(SetupStatus.DONE, "install", "", 1, 1, "");
    return new Heartbeat(
        slot(),
        machine.id(),
        ++sequence,
        cloud.time().clock().instant(),
        SOME_LOAD,
        SOME_MEMORY,
        SOME_LOAD,
        setup,
        Map.of(),
        runs.values().stream().filter(run -> !run.isOver()).map(PlayedRun::id).toList(),
        List.of());
  }

  private void obey(Map<String, String> fields) {
    @SuppressWarnings("unchecked")
    Map<String, String> body = Json.read(fields.getOrDefault("body", "{}"), Map.class);
    String run = body.getOrDefault("job", "");
    switch (fields.getOrDefault("type", "")) {
      case Command.RUN_JOB -> {
        PlayedRun before = runs.get(run);
        if (before != null) {
          before.tellAnew();
        } else {
          JobSpec spec = Json.read(body.getOrDefault("spec", ""), JobSpec.class);
          runs.put(run, new PlayedRun(run, body.getOrDefault("id", run), spec, slot(), cloud));
        }
      }
      case Command.CANCEL -> {
        PlayedRun known = runs.get(run);
        if (known != null) {
          known.cancel();
        }
      }
      case Command.FORGET_JOB -> runs.remove(run);
      default -> {
        // Of a later version: nothing that is played here.
      }
    }
  }
}
