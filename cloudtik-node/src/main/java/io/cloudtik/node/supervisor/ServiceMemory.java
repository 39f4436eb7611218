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
 * @param checks when it is looked at, and what that showed
 * @param restarts how often it had to be started again
 * @param kills how often a process that does not stop was killed
 */
public record ServiceMemory(
    ServiceSpec spec,
    Phase phase,
    ServiceState state,
    String message,
    Instant since,
    Checks checks,
    Restarts restarts,
    int kills) {
  /**
   * The checks of its health.
   *
   * @param due when the next one may begin
   * @param underWay whether one is under way
   * @param failures how many failed in a row
   */
  public record Checks(Instant due, boolean underWay, int failures) {
    static Checks from(Instant due) {
      return new Checks(due, false, 0);
    }
  }

  /**
   * Its restarts.
   *
   * @param recent when it was restarted, within the window that counts
   * @param total how often since it was described
   */
  public record Restarts(List<Instant> recent, int total) {
    public Restarts {
      recent = List.copyOf(recent);
    }

    /** Counts another; those before {@code windowStart} do not matter any more. */
    Restarts and(Instant now, Instant windowStart) {
      List<Instant> counted = new ArrayList<>(since(windowStart));
      counted.add(now);
      return new Restarts(counted, total + 1);
    }

    List<Instant> since(Instant windowStart) {
      return recent.stream().filter(at -> at.isAfter(windowStart)).toList();
    }

    Restarts until(Instant now) {
      return new Restarts(recent.stream().filter(at -> !at.isAfter(now)).toList(), total);
    }
  }

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

  /** Returns a service that was just described. */
  static ServiceMemory described(ServiceSpec spec, Instant now) {
    return new ServiceMemory(
        spec,
        Phase.WAITING,
        ServiceState.STARTING,
        "",
        now,
        Checks.from(now),
        new Restarts(List.of(), 0),
        0);
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
    return new ServiceMemory(spec, next, told, why, at, Checks.from(at), restarts, 0);
  }

  ServiceMemory told(ServiceState told, String why) {
    return new ServiceMemory(spec, phase, told, why, since, checks, restarts, kills);
  }

  ServiceMemory checking(Instant nextDue) {
    return with(new Checks(nextDue, true, checks.failures()));
  }

  ServiceMemory checked(int failuresInARow) {
    return with(new Checks(checks.due(), false, failuresInARow));
  }

  private ServiceMemory with(Checks next) {
    return new ServiceMemory(spec, phase, state, message, since, next, restarts, kills);
  }

  /** Counts a restart; those before {@code windowStart} do not matter any more. */
  ServiceMemory restarted(Instant now, Instant windowStart) {
    Restarts more = restarts.and(now, windowStart);
    return new ServiceMemory(spec, phase, state, message, since, checks, more, kills);
  }

  ServiceMemory killed() {
    return new ServiceMemory(spec, phase, state, message, since, checks, restarts, kills + 1);
  }

  /** Returns the memory as a new node controller takes it over: no check is under way. */
  ServiceMemory adopted(Instant now) {
    boolean sinceIsSane = !since.isAfter(now.plus(ServicePolicy.LONGEST_BACKOFF));
    boolean dueIsSane = !checks.due().isAfter(now.plus(spec.healthInterval()));
    return new ServiceMemory(
        spec,
        phase,
        state,
        message,
        sinceIsSane ? since : now,
        new Checks(dueIsSane ? checks.due() : now, false, checks.failures()),
        restarts.until(now),
        kills);
  }
}
