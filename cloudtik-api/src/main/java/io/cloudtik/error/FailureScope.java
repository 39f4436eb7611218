/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.error;

import io.cloudtik.spec.SpecStyle;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.immutables.value.Value;
import org.jspecify.annotations.Nullable;

/**
 * How far a refusal reaches. What is named by nothing is met as a whole: a scope without zones
 * covers all zones. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class FailureScope {
  FailureScope() {}

  /** Returns a builder; without more the scope is all that the caller can reach. */
  public static Builder builder() {
    return ImmutableFailureScope.builder();
  }

  /** Returns the account, subscription or project. */
  public abstract Optional<String> account();

  /** Returns the region. */
  public abstract Optional<String> region();

  /** Returns the zones that are met; empty means all. */
  public abstract Set<String> zones();

  /** Returns the instance types that are met; empty means all. */
  public abstract Set<String> instanceTypes();

  /** Returns whether spot machines alone are met, or on-demand ones alone; empty means both. */
  public abstract Optional<Boolean> spot();

  /** Returns the one thing that is met, by name or id. */
  public abstract Optional<String> resource();

  /**
   * Says whether machines of that kind are met.
   *
   * @param zone null for machines that are of no zone
   */
  public final boolean covers(String instanceType, @Nullable String zone, boolean onSpot) {
    return (instanceTypes().isEmpty() || instanceTypes().contains(instanceType))
        && (zones().isEmpty() || (zone != null && zones().contains(zone)))
        && spot().map(only -> only == onSpot).orElse(true);
  }

  /** Returns the scope for people, such as <i>m5.large in us-west-2a, spot</i>. */
  @Override
  public final String toString() {
    List<String> parts = new ArrayList<>();
    resource().ifPresent(parts::add);
    if (!instanceTypes().isEmpty()) {
      parts.add(String.join(" or ", instanceTypes()));
    }
    if (!zones().isEmpty()) {
      parts.add("in " + String.join(", ", zones()));
    } else {
      region().ifPresent(region -> parts.add("in " + region));
    }
    spot().ifPresent(only -> parts.add(only ? "spot" : "on demand"));
    account().ifPresent(account -> parts.add("account " + account));
    return parts.isEmpty() ? "everywhere" : String.join(" ", parts);
  }

  /** Builds a {@link FailureScope}. Not thread-safe. */
  public interface Builder {
    /** Sets the account, subscription or project. */
    Builder account(String account);

    /** Sets the region. */
    Builder region(String region);

    /** Adds a zone that is met. */
    Builder addZones(String zone);

    /** Sets the zones that are met. */
    Builder zones(Iterable<String> zones);

    /** Adds an instance type that is met. */
    Builder addInstanceTypes(String instanceType);

    /** Sets the instance types that are met. */
    Builder instanceTypes(Iterable<String> instanceTypes);

    /** Sets whether spot machines alone are met, or on-demand ones alone. */
    Builder spot(boolean spot);

    /** Sets the one thing that is met. */
    Builder resource(String resource);

    /** Returns the scope. */
    FailureScope build();
  }
}
