/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/**
 * Says that the cloud will take a machine away. Two minutes are usual on AWS, 30 seconds on Azure
 * and GCP. Immutable.
 */
@Value.Immutable
@SpecStyle
public abstract class LossNotice {
  LossNotice() {}

  /** Returns a notice. */
  public static LossNotice of(Instant at, String reason) {
    return ImmutableLossNotice.builder().at(at).reason(reason).build();
  }

  /** Returns when the machine goes, by the clock of the provider's context. */
  public abstract Instant at();

  /** Returns why, for people. */
  public abstract String reason();
}
