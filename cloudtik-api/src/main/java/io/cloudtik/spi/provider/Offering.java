/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.SpecRules;
import io.cloudtik.spec.SpecStyle;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** One kind of machine at one place on one market, as a provider offers it. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class Offering {
  Offering() {}

  /** Returns a builder; the shape is required. */
  public static Builder builder() {
    return ImmutableOffering.builder();
  }

  /** Returns machines of a shape that are of no zone, on demand, and cost nothing that is known. */
  public static Offering of(NodeShape shape) {
    return builder().shape(shape).build();
  }

  /** Returns what such a machine has. */
  public abstract NodeShape shape();

  /** Returns the zone; empty where the provider has none, or chooses by itself. */
  public abstract Optional<String> zone();

  /** Says whether the cloud may take the machine back, at a lower price; default false. */
  @Value.Default
  public boolean spot() {
    return false;
  }

  /**
   * Returns what one machine costs in an hour, with its disks and address, in US dollars; empty
   * where this is not known. Zero for what is paid for otherwise.
   */
  public abstract Optional<BigDecimal> hourlyPrice();

  /**
   * Returns what tells it from the other offerings of its provider, such as {@code
   * m5.large/us-west-2a/spot}; it stays the same when the price changes.
   */
  public final String id() {
    return shape().instanceType() + zone().map(it -> "/" + it).orElse("") + (spot() ? "/spot" : "");
  }

  /** Says whether a refusal is one of this offering, too. */
  public final boolean metBy(ProviderFailure failure) {
    return failure.scope().covers(shape().instanceType(), zone().orElse(null), spot());
  }

  @Value.Check
  void checkRules() {
    List<String> problems = new ArrayList<>();
    zone().ifPresent(zone -> problems.addAll(SpecRules.line("offering.zone", zone, 64)));
    hourlyPrice()
        .filter(price -> price.signum() < 0)
        .ifPresent(
            price ->
                problems.add("offering.hourlyPrice: expected 0 or more, got " + price.toString()));
    if (!problems.isEmpty()) {
      throw InvalidSpecException.of(problems);
    }
  }

  /** Builds an {@link Offering}. Not thread-safe. */
  public interface Builder {
    /** Sets what such a machine has. */
    Builder shape(NodeShape shape);

    /** Sets the zone. */
    Builder zone(String zone);

    /** Sets whether the cloud may take the machine back. */
    Builder spot(boolean spot);

    /** Sets what one machine costs in an hour, in US dollars. */
    Builder hourlyPrice(BigDecimal price);

    /** Returns the offering. */
    Offering build();
  }
}
