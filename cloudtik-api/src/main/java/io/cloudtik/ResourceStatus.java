/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import org.immutables.value.Value;

/** One resource of a workspace at one moment. Immutable; its text is for people. */
@Value.Immutable
@SpecStyle
public abstract class ResourceStatus {
  ResourceStatus() {}

  /** Returns a status. */
  public static ResourceStatus of(
      String id, String description, Ownership ownership, ResourceObservation observation) {
    return ImmutableResourceStatus.builder()
        .id(id)
        .description(description)
        .ownership(ownership)
        .observation(observation)
        .build();
  }

  /** Returns the id, unique in the workspace, for example {@code store}. */
  public abstract String id();

  /** Returns what it is for people. */
  public abstract String description();

  /** Returns whose it is. */
  public abstract Ownership ownership();

  /** Returns what was seen of it. */
  public abstract ResourceObservation observation();

  /** Says whether it is there as it should be. */
  public final boolean isRight() {
    return observation().state() == ResourceState.PRESENT;
  }

  @Override
  public final String toString() {
    return "%s (%s): %s".formatted(id(), description(), observation());
  }
}
