/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.ServiceState;
import io.cloudtik.node.process.RunObservation;
import io.cloudtik.node.supervisor.ServiceMemory.Phase;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides what happens to a service, from what is remembered and what is seen. Pure: the same
 * values give the same decision.
 */
final class ServicePolicy {
  /** The time in which the restarts of a service are counted. */
  static final Duration WINDOW = Duration.ofMinutes(10);

  static final Duration LONGEST_BACKOFF = Duration.ofSeconds(30);

  /** How long a process that was killed may take to be gone before it is killed again. */
  static final Duration KILL_AGAIN = Duration.ofSeconds(3);

  private static final Duration READINESS_INTERVAL = Duration.ofMillis(200);

  private ServicePolicy() {}

  /** What to remember from now on, and what to do. */
  record Decision(ServiceMemory memory, ServiceAction action) {}

  static Decision decide(ServiceMemory memory, ServiceObservation seen, Instant now) {
    return switch (memory.phase()) {
      case WAITING -> whileWaiting(memory, seen, now);
      case RUNNING -> whileRunning(memory, seen, now);
      case RESTARTING, STOPPING -> whileStopping(memory, seen, now);
      case FAILED -> whileFailed(memory, seen, now);
      case GONE -> nothing(memory);
    };
  }

  private static Decision whileWaiting(ServiceMemory memory, ServiceObservation seen, Instant now) {
    ServiceSpec wanted = seen.wanted();
    if (seen.run().live()) {
      // A node controller died between the start and the note of it.
      return whileRunning(memory.running(now), seen, now);
    }
    if (wanted == null) {
      return nothing(memory.gone(now));
    }
    if (!wanted.equals(memory.spec())) {
      return nothing(ServiceMemory.described(wanted, now));
    }
    if (now.isBefore(memory.since())) {
      return nothing(memory);
    }
    return new Decision(memory.running(now), ServiceAction.START);
  }

  private static Decision whileRunning(ServiceMemory memory, ServiceObservation seen, Instant now) {
    RunObservation run = seen.run();
    if (!run.live()) {
      return afterEnd(memory, seen, now, run.ended() ? run.ending() : "its process was not there");
    }
    ServiceSpec wanted = seen.wanted();
    if (wanted == null) {
      return stop(memory, Phase.STOPPING, ServiceState.STOPPED, "its description was removed", now);
    }
    if (!wanted.equals(memory.spec())) {
      return stop(memory, Phase.STOPPING, ServiceState.RESTARTING, "its description changed", now);
    }
    if (run.phase() == RunObservation.Phase.STARTING) {
      return nothing(memory);
    }
    return memory.state() == ServiceState.STARTING
        ? untilReady(memory, seen, now)
        : onceReady(memory, seen, now);
  }

  private static Decision untilReady(ServiceMemory memory, ServiceObservation seen, Instant now) {
    ServiceSpec spec = memory.spec();
    CheckResult check = seen.check();
    if (spec.readiness().isEmpty() || (check != null && check.well())) {
      ServiceMemory ready = memory.checked(0).told(ServiceState.HEALTHY, "");
      return nothing(ready);
    }
    ServiceMemory next = memory;
    if (check != null) {
      next =
          memory
              .checked(memory.checks().failures() + 1)
              .told(ServiceState.STARTING, check.message());
    }
    if (now.isAfter(memory.since().plus(spec.readyWithin()))) {
      String why = "it was not ready within " + text(spec.readyWithin());
      return stop(
          next, Phase.RESTARTING, ServiceState.UNHEALTHY, because(why, next.message()), now);
    }
    return checkWhenDue(next, READINESS_INTERVAL, now);
  }

  private static Decision onceReady(ServiceMemory memory, ServiceObservation seen, Instant now) {
    ServiceSpec spec = memory.spec();
    Optional<HealthCheck> health = spec.health();
    if (health.isEmpty()) {
      return nothing(memory);
    }
    ServiceMemory next = memory;
    CheckResult check = seen.check();
    if (check != null && check.well()) {
      next = memory.checked(0).told(ServiceState.HEALTHY, "");
    } else if (check != null) {
      int failures = memory.checks().failures() + 1;
      next = memory.checked(failures);
      String why =
          because(
              "%d of %d health checks failed".formatted(failures, spec.healthFailures()),
              check.message());
      if (failures >= spec.healthFailures()) {
        return stop(next, Phase.RESTARTING, ServiceState.UNHEALTHY, why, now);
      }
      // One missed check is no news: machines are busy at times.
      if (failures > 1) {
        next = next.told(ServiceState.UNHEALTHY, why);
      }
    }
    return checkWhenDue(next, spec.healthInterval(), now);
  }

  private static Decision checkWhenDue(ServiceMemory memory, Duration interval, Instant now) {
    if (memory.checks().underWay() || now.isBefore(memory.checks().due())) {
      return nothing(memory);
    }
    return new Decision(memory.checking(now.plus(interval)), ServiceAction.CHECK);
  }

  private static Decision whileStopping(
      ServiceMemory memory, ServiceObservation seen, Instant now) {
    if (!seen.run().live()) {
      if (memory.phase() == Phase.RESTARTING) {
        return afterEnd(memory, seen, now, memory.message());
      }
      ServiceSpec wanted = seen.wanted();
      return nothing(wanted == null ? memory.gone(now) : ServiceMemory.described(wanted, now));
    }
    Duration patience = memory.spec().stopWithin().plus(KILL_AGAIN.multipliedBy(memory.kills()));
    if (now.isBefore(memory.since().plus(patience))) {
      return nothing(memory);
    }
    if (memory.kills() > 0) {
      return new Decision(memory.killed(), ServiceAction.KILL_GROUP);
    }
    String ignored =
        "%s; it did not end within %s of the signal %s and was killed"
            .formatted(
                memory.message(), text(memory.spec().stopWithin()), memory.spec().stopSignal());
    return new Decision(memory.told(memory.state(), ignored).killed(), ServiceAction.KILL);
  }

  private static Decision whileFailed(ServiceMemory memory, ServiceObservation seen, Instant now) {
    ServiceSpec wanted = seen.wanted();
    if (wanted == null) {
      return nothing(memory.gone(now));
    }
    return nothing(wanted.equals(memory.spec()) ? memory : ServiceMemory.described(wanted, now));
  }

  private static Decision afterEnd(
      ServiceMemory memory, ServiceObservation seen, Instant now, String why) {
    ServiceSpec wanted = seen.wanted();
    if (wanted == null) {
      return nothing(memory.gone(now));
    }
    if (!wanted.equals(memory.spec())) {
      return nothing(ServiceMemory.described(wanted, now));
    }
    Instant windowStart = now.minus(WINDOW);
    int before = memory.restarts().since(windowStart).size();
    if (before >= wanted.maxRestarts()) {
      return nothing(
          memory.failed(
              "%s; it was restarted %d times within %s and is left alone now; its output is in services/%s/output.log of the node, see also Cluster.logs"
                  .formatted(why, before, text(WINDOW), wanted.name()),
              now));
    }
    Instant start = now.plus(backoff(wanted, before));
    return nothing(memory.restarted(now, windowStart).waiting(start, why));
  }

  /** Returns the wait before a restart that has {@code before} others in its window. */
  static Duration backoff(ServiceSpec spec, int before) {
    Duration wait = spec.restartBackoff();
    for (int i = 0; i < before && wait.compareTo(LONGEST_BACKOFF) < 0; i++) {
      wait = wait.multipliedBy(2);
    }
    return wait.compareTo(LONGEST_BACKOFF) < 0 ? wait : LONGEST_BACKOFF;
  }

  private static Decision stop(
      ServiceMemory memory, Phase how, ServiceState told, String why, Instant now) {
    return new Decision(memory.stopping(how, told, why, now), ServiceAction.SIGNAL);
  }

  private static Decision nothing(ServiceMemory memory) {
    return new Decision(memory, ServiceAction.NOTHING);
  }

  private static String because(String what, String why) {
    return why.isEmpty() ? what : what + ": " + why;
  }

  private static String text(Duration duration) {
    return duration.toSeconds() >= 1 ? duration.toSeconds() + " s" : duration.toMillis() + " ms";
  }
}
