/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.immutables.value.Value;

/** One line of a plan. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class PlannedStep {
  PlannedStep() {}

  /** Returns a line of a plan. */
  public static PlannedStep of(Action action, String target, String detail) {
    return builder().action(action).target(target).detail(detail).build();
  }

  /** Returns a builder; action, target and detail are required. */
  public static Builder builder() {
    return ImmutablePlannedStep.builder();
  }

  /** Returns what is done. */
  public abstract Action action();

  /** Returns what it is done to, for example {@code head} or {@code store}. */
  public abstract String target();

  /** Returns details for people. */
  public abstract String detail();

  /** Returns in what the target is not as it should be; often empty. */
  public abstract List<String> differences();

  /** Returns the targets that must be there before this one; empty where none are. */
  public abstract List<String> dependsOn();

  /** Returns what the target costs in an hour, in US dollars; empty where this is not known. */
  public abstract Optional<BigDecimal> hourlyPrice();

  @Override
  public final String toString() {
    StringBuilder line = new StringBuilder(action().sign + " " + target() + ": " + detail());
    hourlyPrice()
        .filter(price -> price.signum() > 0)
        .ifPresent(price -> line.append(", $").append(price.toPlainString()).append(" an hour"));
    differences().forEach(difference -> line.append("\n      ").append(difference));
    return line.toString();
  }

  /** What a step does. */
  public enum Action {
    /** Makes what is not there. */
    CREATE("+"),
    /** Mends what is there and not right, where it is. */
    UPDATE("~"),
    /** Deletes what is there and cannot be mended, and makes it anew. */
    REPLACE("-+"),
    /** Leaves what is right. */
    KEEP("="),
    /** Looks at what the user brought, and leaves it. */
    CHECK("?"),
    /** Removes what is there. */
    DELETE("-"),
    /** Leaves what outlives the rest. */
    RETAIN("=");

    private final String sign;

    Action(String sign) {
      this.sign = sign;
    }

    /** Says whether the step changes something. */
    public boolean isChange() {
      return switch (this) {
        case CREATE, UPDATE, REPLACE, DELETE -> true;
        case KEEP, CHECK, RETAIN -> false;
      };
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** Builds a {@link PlannedStep}. Not thread-safe. */
  public interface Builder {
    /** Sets what is done. */
    Builder action(Action action);

    /** Sets what it is done to. */
    Builder target(String target);

    /** Sets details for people. */
    Builder detail(String detail);

    /** Sets in what the target is not as it should be. */
    Builder differences(Iterable<String> differences);

    /** Sets the targets that must be there before this one. */
    Builder dependsOn(Iterable<String> targets);

    /** Sets what the target costs in an hour, in US dollars. */
    Builder hourlyPrice(BigDecimal price);

    /** Returns the line. */
    PlannedStep build();
  }
}
