/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** How many more machines the budget of an hour allows. Used in one pass. */
final class Budget {
  private final @Nullable BigDecimal budget;
  private final Map<String, BigDecimal> prices = new HashMap<>();
  private BigDecimal spent;

  Budget(Observation seen) {
    this.budget = seen.spec().hourlyBudget().orElse(null);
    this.spent = seen.headPrice() == null ? BigDecimal.ZERO : seen.headPrice();
    seen.offers()
        .values()
        .forEach(
            offers ->
                offers.forEach(
                    offer -> {
                      if (offer.hourlyPrice() != null) {
                        prices.put(offer.id(), offer.hourlyPrice());
                      }
                    }));
    seen.workers().stream()
        .filter(node -> costs(seen, node))
        .forEach(node -> spent = spent.add(price(node.record().offering())));
  }

  /** What may still run costs, also if nobody wants it any more. */
  private static boolean costs(Observation seen, NodeSight node) {
    boolean gone =
        node.state() == NodeState.TERMINATING && seen.slotsKnown() && node.slot() == null;
    return node.state() != NodeState.TERMINATED && !gone;
  }

  private BigDecimal price(@Nullable String offering) {
    return offering == null ? BigDecimal.ZERO : prices.getOrDefault(offering, BigDecimal.ZERO);
  }

  /** Takes the price of so many machines, or of as many as can be had, and returns how many. */
  int take(Offer offer, int machines) {
    BigDecimal price = price(offer.id());
    if (budget == null || price.signum() == 0) {
      return machines;
    }
    int affordable =
        budget.subtract(spent).max(BigDecimal.ZERO).divide(price, 0, RoundingMode.DOWN).intValue();
    int taken = Math.min(machines, affordable);
    spent = spent.add(price.multiply(BigDecimal.valueOf(taken)));
    return taken;
  }
}
