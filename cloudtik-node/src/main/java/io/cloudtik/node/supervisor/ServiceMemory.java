/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.ServiceState;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * What the node controller remembers of a service, also across its own restarts.
 *
 * @param spec the description that the process was, or will be, started with
 * @param phase what is to happen next
 * @param state what others are told
 * @param message why it is in that state; may be empty
 * @param since when the phase began, or, while waiting, when the start is due
 * @param checkDue when the next check may begin
 * @param checking whether a check is under way
 * @param failures failed checks in a row
 * @param restarts when it was restarted, within the window that counts
 * @param restartCount how often it was restarted since it was described
 * @param kills how often a process that does not stop was killed
 */
public record ServiceMemory(
    ServiceSpec spec,
    Phase phase,
    ServiceState state,
    String message,
    Instant since,
    Instant checkDue,
    boolean checking,
    int failures,
    List<Instant> restarts,
    int restartCount,
    int kills) {
  /** What is to happen next. */
  public enum Phase {
    /** It is started when its time has come. */
    WAITING,
    /** It runs and is watched. */
    RUNNING,
    /** It was asked to end and is started again then. */
    RESTARTING,
    /** It was asked to end because its description changed or went. */
    STOPPING,
    /** It was restarted too often and is left alone until its description changes. */
    FAILED,
    /** It is gone for good. */
    GONE
  }

  public ServiceMemory {
    restarts = List.copyOf(restarts);
  }

  /** Returns a service that was just described. */
  static ServiceMemory described(ServiceSpec spec, Instant now) {
    return new ServiceMemory(
        spec, Phase.WAITING, ServiceState.STARTING, "", now, now, false, 0, List.of(), 0, 0);
  }

  ServiceMemory waiting(Instant start, String why) {
    return with(Phase.WAITING, ServiceState.RESTARTING, why, start);
  }

  ServiceMemory running(Instant now) {
    return with(Phase.RUNNING, ServiceState.STARTING, "", now);
  }

  ServiceMemory stopping(Phase how, ServiceState told, String why, Instant now) {
    return with(how, told, why, now);
  }

  ServiceMemory failed(String why, Instant now) {
    return with(Phase.FAILED, ServiceState.FAILED, why, now);
  }

  ServiceMemory gone(Instant now) {
    return with(Phase.GONE, ServiceState.STOPPED, "its description was removed", now);
  }

  private ServiceMemory with(Phase next, ServiceState told, String why, Instant at) {
    return new ServiceMemory(spec, next, told, why, at, at, false, 0, restarts, restartCount, 0);
  }

  ServiceMemory told(ServiceState told, String why) {
    return new ServiceMemory(
        spec, phase, told, why, since, checkDue, checking, failures, restarts, restartCount, kills);
  }

  ServiceMemory checking(Instant nextDue) {
    return new ServiceMemory(
        spec, phase, state, message, since, nextDue, true, failures, restarts, restartCount, kills);
  }

  ServiceMemory checked(int failuresInARow) {
    return new ServiceMemory(
        spec,
        phase,
        state,
        message,
        since,
        checkDue,
        false,
        failuresInARow,
        restarts,
        restartCount,
        kills);
  }

  /** Counts a restart; those before {@code windowStart} do not matter any more. */
  ServiceMemory restarted(Instant now, Instant windowStart) {
    List<Instant> counted = new ArrayList<>(restartsSince(windowStart));
    counted.add(now);
    return new ServiceMemory(
        spec,
        phase,
        state,
        message,
        since,
        checkDue,
        checking,
        failures,
        counted,
        restartCount + 1,
        kills);
  }

  List<Instant> restartsSince(Instant windowStart) {
    return restarts.stream().filter(at -> at.isAfter(windowStart)).toList();
  }

  ServiceMemory killed() {
    return new ServiceMemory(
        spec,
        phase,
        state,
        message,
        since,
        checkDue,
        checking,
        failures,
        restarts,
        restartCount,
        kills + 1);
  }

  /** Returns the memory as a new node controller takes it over: no check is under way. */
  ServiceMemory adopted(Instant now) {
    return new ServiceMemory(
        spec,
        phase,
        state,
        message,
        since.isAfter(now.plus(ServicePolicy.LONGEST_BACKOFF)) ? now : since,
        checkDue.isAfter(now.plus(spec.healthInterval())) ? now : checkDue,
        false,
        failures,
        restarts.stream().filter(restart -> !restart.isAfter(now)).toList(),
        restartCount,
        kills);
  }
}
