/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.Locale;
import org.immutables.value.Value;

/** One line of a plan. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class PlannedStep {
  PlannedStep() {}

  /** Returns a line of a plan. */
  public static PlannedStep of(Action action, String target, String detail) {
    return ImmutablePlannedStep.builder().action(action).target(target).detail(detail).build();
  }

  /** Returns what is done. */
  public abstract Action action();

  /** Returns what it is done to, for example {@code head} or {@code store}. */
  public abstract String target();

  /** Returns details for people. */
  public abstract String detail();

  @Override
  public final String toString() {
    return action().sign + " " + target() + ": " + detail();
  }

  /** What a step does. */
  public enum Action {
    /** Makes what is not there. */
    CREATE("+"),
    /** Mends what is there and not right. */
    REPAIR("~"),
    /** Leaves what is right. */
    KEEP("="),
    /** Removes what is there. */
    DELETE("-");

    private final String sign;

    Action(String sign) {
      this.sign = sign;
    }

    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
