/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * Rights for a while, as frameworks read them from a file. Its {@code toString} leaves them out.
 * Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class JobRights {
  JobRights() {}

  /**
   * Returns rights.
   *
   * @param text the content of a file in a form that the SDK of the cloud knows
   * @param expiry when they end
   */
  public static JobRights of(String text, Instant expiry) {
    return ImmutableJobRights.builder().text(text).expiry(expiry).build();
  }

  /** Returns the content of the file. */
  @Value.Redacted
  public abstract String text();

  /** Returns when they end. */
  public abstract Instant expiry();
}
