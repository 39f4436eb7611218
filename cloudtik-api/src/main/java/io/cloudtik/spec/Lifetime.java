/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spec;

import io.cloudtik.error.InvalidSpecException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says when a cluster ends by itself. A cluster is idle while no job runs, none waits, and no
 * runtime reports load. Immutable.
 */
public final class Lifetime {
  private static final Duration LEAST = Duration.ofSeconds(10);
  private static final Lifetime DEFAULT = untilIdle(Duration.ofHours(1));
  private static final Lifetime UNTIL_TERMINATED = new Lifetime(null, null);

  private final @Nullable Duration idle;
  private final @Nullable Duration atMost;

  private Lifetime(@Nullable Duration idle, @Nullable Duration atMost) {
    this.idle = idle;
    this.atMost = atMost;
  }

  /** Returns the default: an idle cluster ends after one hour. */
  public static Lifetime byDefault() {
    return DEFAULT;
  }

  /** Returns a lifetime that ends a cluster which was idle that long; 10 seconds to 36,500 days. */
  public static Lifetime untilIdle(Duration idle) {
    return new Lifetime(checked("untilIdle", idle), null);
  }

  /** Returns a lifetime without an end of its own: the cluster lives until it is terminated. */
  public static Lifetime untilTerminated() {
    return UNTIL_TERMINATED;
  }

  /**
   * Returns a copy that also ends the cluster that long after its start; 10 seconds to 36,500 days.
   */
  public Lifetime atMost(Duration age) {
    return new Lifetime(idle, checked("atMost", age));
  }

  private static Duration checked(String name, Duration duration) {
    String path = "lifetime." + name;
    List<String> problems = SpecRules.duration(path, Objects.requireNonNull(duration, path), LEAST);
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
    return duration;
  }

  /** Returns how long a cluster may be idle; empty means for ever. */
  public Optional<Duration> idleLimit() {
    return Optional.ofNullable(idle);
  }

  /** Returns how old a cluster may become; empty means without limit. */
  public Optional<Duration> ageLimit() {
    return Optional.ofNullable(atMost);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Lifetime that
        && Objects.equals(idle, that.idle)
        && Objects.equals(atMost, that.atMost);
  }

  @Override
  public int hashCode() {
    return Objects.hash(idle, atMost);
  }

  @Override
  public String toString() {
    String until = idle == null ? "until terminated" : "until idle for " + idle;
    return atMost == null ? until : until + ", at most " + atMost;
  }
}
