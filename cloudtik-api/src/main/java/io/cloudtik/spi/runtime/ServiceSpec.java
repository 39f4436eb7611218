/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.runtime;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.immutables.value.Value;

/** A service as data, which the node controller starts, watches, restarts and stops. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ServiceSpec {
  private static final Duration LEAST = Duration.ofMillis(1);

  ServiceSpec() {}

  /** Returns a builder; name and process are required. */
  public static Builder builder() {
    return ImmutableServiceSpec.builder();
  }

  /** Returns the name, unique on the node, of the form of {@link io.cloudtik.spec.Names}. */
  public abstract String name();

  /** Returns the process. */
  public abstract ProcessSpec process();

  /** Returns the ports that the service binds on the node's address, by name. */
  public abstract Map<String, Integer> ports();

  /** Returns how to see that the service is ready; empty means as soon as it runs. */
  public abstract Optional<HealthCheck> readiness();

  /** Returns how long it may take to become ready before it is restarted; default 2 minutes. */
  @Value.Default
  public Duration readyWithin() {
    return Duration.ofMinutes(2);
  }

  /** Returns how to see that a ready service is still well; empty means as long as it runs. */
  public abstract Optional<HealthCheck> health();

  /** Returns the time between two health checks; default 5 seconds. */
  @Value.Default
  public Duration healthInterval() {
    return Duration.ofSeconds(5);
  }

  /** Returns after how many failed health checks in a row the service is restarted; default 3. */
  @Value.Default
  public int healthFailures() {
    return 3;
  }

  /**
   * Returns how many restarts in 10 minutes are allowed before the service counts as failed;
   * default 5.
   */
  @Value.Default
  public int maxRestarts() {
    return 5;
  }

  /**
   * Returns the wait before the first restart, doubled for each further one; default 0.5 seconds.
   */
  @Value.Default
  public Duration restartBackoff() {
    return Duration.ofMillis(500);
  }

  /** Returns the name of the signal that asks the service to end; default {@code TERM}. */
  @Value.Default
  public String stopSignal() {
    return "TERM";
  }

  /** Returns how long it may take to end before it is killed; default 10 seconds. */
  @Value.Default
  public Duration stopWithin() {
    return Duration.ofSeconds(10);
  }

  /** Returns a copy with changes. */
  public final ServiceSpec with(Consumer<? super Builder> change) {
    Builder builder = ImmutableServiceSpec.builder().from(this);
    change.accept(builder);
    return builder.build();
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    problems.addAll(SpecRules.name("service.name", name()));
    String at = "service " + name();
    ports()
        .forEach(
            (port, number) ->
                problems.addAll(SpecRules.number(at + ".ports." + port, number, 1, 65_535)));
    problems.addAll(SpecRules.duration(at + ".readyWithin", readyWithin(), LEAST));
    problems.addAll(SpecRules.duration(at + ".healthInterval", healthInterval(), LEAST));
    problems.addAll(SpecRules.duration(at + ".restartBackoff", restartBackoff(), Duration.ZERO));
    problems.addAll(SpecRules.duration(at + ".stopWithin", stopWithin(), Duration.ZERO));
    problems.addAll(SpecRules.number(at + ".healthFailures", healthFailures(), 1, 1_000));
    problems.addAll(SpecRules.number(at + ".maxRestarts", maxRestarts(), 0, 1_000_000));
    if (!stopSignal().matches("[A-Z0-9+]{1,10}") || stopSignal().startsWith("SIG")) {
      problems.add(
          at + ".stopSignal: expected a name like TERM or INT, got " + Names.quoted(stopSignal()));
    }
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds a {@link ServiceSpec}. Not thread-safe. */
  public interface Builder {
    /** Sets the name. */
    Builder name(String name);

    /** Sets the process. */
    Builder process(ProcessSpec process);

    /** Sets one port. */
    Builder putPorts(String name, int port);

    /** Sets how to see that the service is ready. */
    Builder readiness(HealthCheck check);

    /** Sets how long it may take to become ready. */
    Builder readyWithin(Duration limit);

    /** Sets how to see that a ready service is still well. */
    Builder health(HealthCheck check);

    /** Sets the time between two health checks. */
    Builder healthInterval(Duration interval);

    /** Sets after how many failed health checks in a row the service is restarted. */
    Builder healthFailures(int failures);

    /** Sets how many restarts in 10 minutes are allowed. */
    Builder maxRestarts(int restarts);

    /** Sets the wait before the first restart. */
    Builder restartBackoff(Duration backoff);

    /** Sets the name of the signal that asks the service to end. */
    Builder stopSignal(String signal);

    /** Sets how long it may take to end before it is killed. */
    Builder stopWithin(Duration limit);

    /** Returns the spec. */
    ServiceSpec build();
  }
}
