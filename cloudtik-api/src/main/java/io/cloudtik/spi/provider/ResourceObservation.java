/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import java.util.Optional;
import org.immutables.value.Value;

/** What the provider knows of one resource at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ResourceObservation {
  ResourceObservation() {}

  /** Returns that nothing of it exists. */
  public static ResourceObservation absent() {
    return of(ResourceState.ABSENT, "").build();
  }

  /**
   * Returns that it exists as it should.
   *
   * @param cloudId the provider's id of it, such as {@code vpc-0a1b}
   */
  public static ResourceObservation present(String cloudId) {
    return of(ResourceState.PRESENT, "").cloudId(cloudId).build();
  }

  /** Returns that it is being made. */
  public static ResourceObservation pending(String cloudId, String reason) {
    return of(ResourceState.PENDING, reason).cloudId(cloudId).build();
  }

  /**
   * Returns that it exists and is not as it should be, and can be mended where it is.
   *
   * @param differences each as <i>what: expected this, found that</i>
   */
  public static ResourceObservation drifted(String cloudId, List<String> differences) {
    return of(ResourceState.DRIFTED, "").cloudId(cloudId).differences(differences).build();
  }

  /** Returns that it is not as it should be, and only deleting and making it anew mends that. */
  public static ResourceObservation outgrown(String cloudId, List<String> differences) {
    return of(ResourceState.DRIFTED, "")
        .cloudId(cloudId)
        .differences(differences)
        .needsReplacement(true)
        .build();
  }

  /** Returns that it is being deleted. */
  public static ResourceObservation deleting(String cloudId) {
    return of(ResourceState.DELETING, "").cloudId(cloudId).build();
  }

  /** Returns that something is there that must not be touched and cannot be used. */
  public static ResourceObservation unusable(String cloudId, String reason) {
    return of(ResourceState.UNUSABLE, reason).cloudId(cloudId).build();
  }

  private static ImmutableResourceObservation.Builder of(ResourceState state, String reason) {
    return ImmutableResourceObservation.builder().state(state).reason(reason);
  }

  /** Returns how much of it exists. */
  public abstract ResourceState state();

  /** Returns the provider's id of it; empty if it is absent. */
  public abstract Optional<String> cloudId();

  /** Returns in what it is not as it should be; empty unless it drifted. */
  public abstract List<String> differences();

  /** Says whether only deleting it and making it anew mends the differences; default false. */
  @Value.Default
  public boolean needsReplacement() {
    return false;
  }

  /** Returns why it is not there yet or cannot be used; empty if there is nothing to say. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Returns all of it for people, on one line. */
  @Override
  public final String toString() {
    StringBuilder text = new StringBuilder(state().toString());
    cloudId().filter(id -> !id.isEmpty()).ifPresent(id -> text.append(' ').append(id));
    if (!reason().isEmpty()) {
      text.append(": ").append(reason());
    }
    if (!differences().isEmpty()) {
      text.append(": ").append(String.join("; ", differences()));
    }
    return text.toString();
  }
}
