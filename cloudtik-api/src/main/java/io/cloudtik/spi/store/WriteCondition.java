/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.store;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says when a write or a delete may happen. Immutable. */
public final class WriteCondition {
  private static final String ABSENT = "absent";
  private static final WriteCondition ALWAYS = new WriteCondition(null);
  private static final WriteCondition IF_ABSENT = new WriteCondition(ABSENT);

  private final @Nullable String version;

  private WriteCondition(@Nullable String version) {
    this.version = version;
  }

  /** Returns the condition that always holds. */
  public static WriteCondition always() {
    return ALWAYS;
  }

  /** Returns the condition that no live document is there; an expired one counts as absent. */
  public static WriteCondition ifAbsent() {
    return IF_ABSENT;
  }

  /** Returns the condition that the live document still has this version. */
  public static WriteCondition ifVersion(String version) {
    return new WriteCondition(version);
  }

  /**
   * Says whether the condition holds for the version that is there, null for an absent document.
   */
  public boolean holdsFor(@Nullable String actual) {
    return version == null || version.equals(actual == null ? ABSENT : actual);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WriteCondition that && Objects.equals(version, that.version);
  }

  @Override
  public int hashCode() {
    return Objects.hashCode(version);
  }

  /** Returns the version that is expected, {@code absent}, or {@code any}. */
  @Override
  public String toString() {
    return version == null ? "any" : version;
  }
}
