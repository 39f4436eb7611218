/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What a cluster costs in an hour, in US dollars, if all its machines are the first of those that
 * they may be.
 */
public record Cost(BigDecimal smallest, BigDecimal largest) {
  /** Returns the cost; empty if the price of a machine is not known. */
  public static Optional<Cost> of(
      ClusterSpec spec, Offering head, Function<WorkerGroupSpec, Offering> workers) {
    if (head.hourlyPrice().isEmpty()) {
      return Optional.empty();
    }
    BigDecimal smallest = head.hourlyPrice().get();
    BigDecimal largest = smallest;
    for (WorkerGroupSpec group : spec.workerGroups()) {
      Optional<BigDecimal> price = workers.apply(group).hourlyPrice();
      if (price.isEmpty()) {
        return Optional.empty();
      }
      smallest = smallest.add(price.get().multiply(BigDecimal.valueOf(group.min())));
      largest = largest.add(price.get().multiply(BigDecimal.valueOf(group.max())));
    }
    return Optional.of(new Cost(smallest, largest));
  }

  /** Returns what is wrong with the budget of a spec. */
  public static List<String> problems(
      ClusterSpec spec, Offering head, Function<WorkerGroupSpec, Offering> workers) {
    if (spec.hourlyBudget().isEmpty()) {
      return List.of();
    }
    BigDecimal budget = spec.hourlyBudget().get();
    Optional<Cost> cost = of(spec, head, workers);
    if (cost.isEmpty()) {
      return List.of(
          "hourlyBudget: expected a provider that gives prices of its machines, got none for some");
    }
    return cost.get().smallest.compareTo(budget) <= 0
        ? List.of()
        : List.of(
            "hourlyBudget: expected at least %s for the head and the smallest number of workers, got %s"
                .formatted(dollars(cost.get().smallest), dollars(budget)));
  }

  private static String dollars(BigDecimal amount) {
    return "$" + amount.stripTrailingZeros().toPlainString();
  }

  @Override
  public String toString() {
    return smallest.compareTo(largest) == 0
        ? "cost: %s an hour".formatted(dollars(smallest))
        : "cost: %s to %s an hour".formatted(dollars(smallest), dollars(largest));
  }
}
