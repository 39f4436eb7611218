/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/** Orders what a provider offers: the machine to try first comes first. */
public final class OfferingOrder {
  private OfferingOrder() {}

  /** Returns the machines that a head may be: on demand, as the cluster is lost with it. */
  public static List<Offering> ofHead(HeadSpec head, List<Offering> offered) {
    List<Offering> lasting = offered.stream().filter(offering -> !offering.spot()).toList();
    return sorted(lasting.isEmpty() ? offered : lasting, head.instanceTypes());
  }

  /**
   * Returns the machines that workers of a group may be: those of its market first, then types in
   * the order of the spec, then the cheaper ones, then the order of the provider.
   */
  public static List<Offering> ofWorkers(WorkerGroupSpec group, List<Offering> offered) {
    List<Offering> allowed =
        offered.stream()
            .filter(it -> it.spot() ? group.spot() : !group.spot() || group.onDemandFallback())
            .toList();
    // A provider without the market that was asked for has said so in its notices.
    return sorted(allowed.isEmpty() ? offered : allowed, group.instanceTypes());
  }

  private static List<Offering> sorted(List<Offering> offered, List<String> types) {
    return offered.stream()
        .sorted(
            Comparator.comparing((Offering it) -> !it.spot())
                .thenComparing(it -> rank(types, it.shape().instanceType()))
                .thenComparing(
                    it -> it.hourlyPrice().orElse(null),
                    Comparator.nullsLast(Comparator.<BigDecimal>naturalOrder())))
        .toList();
  }

  private static int rank(List<String> types, String type) {
    int index = types.indexOf(type);
    return index < 0 ? types.size() : index;
  }
}
