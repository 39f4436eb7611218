/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.node.heartbeat.LossAdvice;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.SlotObservation;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One node as it is seen now.
 *
 * @param slot what the provider knows; null if it knows nothing
 * @param heartbeat the last one; null if there was none
 * @param heard whether a heartbeat came since heartbeats are awaited
 * @param silence since the last heartbeat came, or since heartbeats are awaited
 * @param inState how long this controller sees it in its state
 * @param bootstrap how far this controller's own push is
 * @param bootstrapError why the push failed, otherwise empty
 * @param asked whether the provider was asked a moment ago to do what the state wants
 */
public record NodeSight(
    NodeRecord record,
    @Nullable SlotObservation slot,
    @Nullable Heartbeat heartbeat,
    boolean heard,
    Duration silence,
    Duration inState,
    Push bootstrap,
    String bootstrapError,
    boolean asked) {
  /** The service that this code runs in; it cannot judge itself. */
  public static final String CONTROLLER = "cluster-controller";

  /** How far this controller is with pushing the set-up to a node. */
  public enum Push {
    NONE,
    RUNNING,
    DONE,
    FAILED
  }

  /** Returns the id of the node. */
  public String id() {
    return record.id();
  }

  /** Returns that the cloud is about to take the machine away, if it is. */
  public Optional<LossNotice> notice() {
    return Optional.ofNullable(slot).flatMap(SlotObservation::notice);
  }

  /** Returns why the cloud may take the machine away before long; empty if it did not say so. */
  public String advice() {
    Heartbeat.ServiceReport told =
        heartbeat == null ? null : heartbeat.services().get(LossAdvice.NAME);
    return told == null ? "" : told.message();
  }

  /** Returns the state that is recorded. */
  public NodeState state() {
    return record.state();
  }

  /** Says whether the node's set-up is done and all its services are healthy. */
  public boolean well() {
    return heartbeat != null && setUp() && ailing().isEmpty();
  }

  /** Says whether the node told that its set-up is done. */
  public boolean setUp() {
    return heartbeat != null && heartbeat.setup().state().equals(SetupStatus.DONE);
  }

  /** Returns the services that are not healthy, with their reports, by name. */
  public Map<String, Heartbeat.ServiceReport> ailing() {
    Map<String, Heartbeat.ServiceReport> ailing = new TreeMap<>();
    if (heartbeat != null) {
      heartbeat
          .services()
          .forEach(
              (name, report) -> {
                if (report.state() != ServiceState.HEALTHY && !name.equals(CONTROLLER)) {
                  ailing.put(name, report);
                }
              });
    }
    return ailing;
  }

  /** Returns why a service was given up, if one was. */
  public Optional<String> failedService() {
    return ailing().entrySet().stream()
        .filter(entry -> entry.getValue().state() == ServiceState.FAILED)
        .map(entry -> "service %s failed: %s".formatted(entry.getKey(), entry.getValue().message()))
        .findFirst();
  }

  /** Says whether the state lasts longer than it may. */
  public boolean overdue() {
    return NodeTransitions.deadline(state())
        .filter(deadline -> inState.compareTo(deadline) >= 0)
        .isPresent();
  }

  /** Returns what the node is doing, for people. */
  public String describe() {
    String detail = record.reason();
    if (heartbeat != null && state() == NodeState.BOOTSTRAPPING && !setUp()) {
      SetupStatus setup = heartbeat.setup();
      String error = setup.error().isEmpty() ? setup.message() : setup.error();
      detail = (setup.step() + " " + error).strip();
    } else if (!ailing().isEmpty()) {
      detail = describe(ailing());
    }
    return detail.isEmpty() ? id() + " " + state() : "%s %s: %s".formatted(id(), state(), detail);
  }

  private static String describe(Map<String, Heartbeat.ServiceReport> ailing) {
    StringBuilder out = new StringBuilder();
    ailing.forEach(
        (name, report) ->
            out.append(out.isEmpty() ? "" : ", ")
                .append(name)
                .append(' ')
                .append(report.state())
                .append(report.message().isEmpty() ? "" : ": " + report.message()));
    return out.toString();
  }
}
