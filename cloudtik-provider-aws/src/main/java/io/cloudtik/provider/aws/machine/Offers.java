/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.provider.aws.machine.TypeChoice.Need;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.Offering;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** What machines the head and workers can be. Thread-safe. */
final class Offers {
  private static final int HEAD_CPUS = 2;
  private static final int WORKER_CPUS = 4;

  private final TypeCatalog catalog;
  private final Prices prices;
  private final Places places;
  private final MachineOptions options;

  Offers(TypeCatalog catalog, Prices prices, Places places, MachineOptions options) {
    this.catalog = catalog;
    this.prices = prices;
    this.places = places;
    this.options = options;
  }

  List<Offering> ofHead(HeadSpec head) {
    return offerings(types(head), true, false);
  }

  List<Offering> ofWorkers(WorkerGroupSpec group) {
    return offerings(types(group), false, true);
  }

  List<MachineType> types(HeadSpec head) {
    return types(
        head.instanceTypes(),
        Need.of(head.cpus().orElse(null), head.memory().orElse(null), 0, HEAD_CPUS));
  }

  List<MachineType> types(WorkerGroupSpec group) {
    return types(
        group.instanceTypes(),
        Need.of(group.cpus().orElse(null), group.memory().orElse(null), group.gpus(), WORKER_CPUS));
  }

  /** What the user names is taken as it is. */
  private List<MachineType> types(List<String> named, Need need) {
    return named.isEmpty()
        ? TypeChoice.of(need, options.architecture(), catalog.usual(options.architecture()))
        : catalog.named(named);
  }

  /** Where the cloud has none of it in any zone, nothing is offered. */
  private List<Offering> offerings(List<MachineType> types, boolean head, boolean alsoSpot) {
    Map<String, Set<String>> zones = catalog.zones(types);
    prices.lookUp(types, alsoSpot);
    List<Offering> offerings = new ArrayList<>();
    for (MachineType type : types) {
      for (String zone : places.zones()) {
        if (zones.getOrDefault(type.name(), Set.of()).contains(zone)) {
          offerings.add(offering(type, zone, head, false));
          if (alsoSpot && type.spot()) {
            offerings.add(offering(type, zone, head, true));
          }
        }
      }
    }
    return offerings;
  }

  private Offering offering(MachineType type, String zone, boolean head, boolean spot) {
    Optional<BigDecimal> price =
        prices.of(type.name(), zone, spot, options.gibibytes(head), places.publicAddress(head));
    Offering.Builder offering = Offering.builder().shape(type.shape()).zone(zone).spot(spot);
    price.ifPresent(offering::hourlyPrice);
    return offering.build();
  }
}
