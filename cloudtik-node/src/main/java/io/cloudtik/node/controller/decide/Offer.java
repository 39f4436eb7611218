/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import java.math.BigDecimal;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * What may be launched of one offering now.
 *
 * @param id of the offering
 * @param hourlyPrice in US dollars; null if it is not known
 * @param limit how many machines of it may be on their way at the same time
 * @param blocked how long none is asked for yet
 * @param later whether the provider said last that it had only too many calls
 * @param reason why it is blocked or limited; empty if it is not
 */
public record Offer(
    String id,
    @Nullable BigDecimal hourlyPrice,
    int limit,
    Duration blocked,
    boolean later,
    String reason) {
  /** What stands for no limit. */
  public static final int UNLIMITED = Integer.MAX_VALUE;

  /** Says whether none is asked for yet. */
  public boolean isBlocked() {
    return blocked.compareTo(Duration.ZERO) > 0;
  }
}
