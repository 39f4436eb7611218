/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.event.Step;
import io.cloudtik.spec.SpecStyle;
import java.util.Optional;
import org.immutables.value.Value;

/** How far an operation is, at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class OperationProgress {
  OperationProgress() {}

  /** Returns a builder; the state is required. */
  public static Builder builder() {
    return ImmutableOperationProgress.builder();
  }

  /** Returns the state. */
  public abstract OperationState state();

  /** Returns the step that was reported last. */
  public abstract Optional<Step> step();

  /** Returns one line for people: what goes on, or why it failed. */
  @Value.Default
  public String message() {
    return "";
  }

  /** Builds an {@link OperationProgress}. Not thread-safe. */
  public interface Builder {
    /** Sets the state. */
    Builder state(OperationState state);

    /** Sets the step that was reported last. */
    Builder step(Step step);

    /** Sets the line for people. */
    Builder message(String message);

    /** Returns the progress. */
    OperationProgress build();
  }
}
