/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryRequest;
import software.amazon.awssdk.services.ec2.model.DescribeSpotPriceHistoryResponse;
import software.amazon.awssdk.services.ec2.model.SpotPrice;

/**
 * What machines cost. Those on demand are in the price list, which only a client may ask: a head
 * knows what the client handed on. Those on the spot market EC2 tells everybody. Who is not told a
 * price knows none, and goes on. Thread-safe.
 */
final class Prices {
  private static final Logger logger = LoggerFactory.getLogger(Prices.class);
  private static final Duration FRESH = Duration.ofMinutes(10);
  private static final int HOURS_OF_A_MONTH = 730;
  private static final int DIGITS = 6;

  /** <i>Amazon VPC pricing</i>: a public IPv4 address in use, the same in all regions. */
  static final BigDecimal PUBLIC_ADDRESS = new BigDecimal("0.005");

  private final AwsClients clients;
  private final AwsCalls calls;
  private final Clock clock;
  private final PriceList list;
  private final HandedOn handedOn;
  private final Map<String, Optional<BigDecimal>> onDemand = new HashMap<>();
  private final Map<String, BigDecimal> spot = new HashMap<>();
  private final Map<String, Instant> spotAsked = new HashMap<>();
  private @Nullable BigDecimal storage;
  private Instant silentUntil = Instant.MIN;

  Prices(AwsClients clients, AwsCalls calls, Clock clock, PriceList list, HandedOn handedOn) {
    this.clients = clients;
    this.calls = calls;
    this.clock = clock;
    this.list = list;
    this.handedOn = handedOn;
  }

  /** Looks up what is not known yet. */
  synchronized void lookUp(Collection<MachineType> types, boolean alsoSpot) {
    for (MachineType type : types) {
      if (!onDemand.containsKey(type.name())) {
        ask(type.name());
      }
    }
    if (alsoSpot) {
      askSpot(types.stream().map(MachineType::name).toList());
    }
  }

  private void ask(String type) {
    if (!list.isHere()) {
      handedOn.price(type).ifPresent(price -> onDemand.put(type, Optional.of(price)));
      if (storage == null) {
        storage = handedOn.price(PriceList.STORAGE).orElse(null);
      }
      return;
    }
    if (clock.instant().isBefore(silentUntil)) {
      return;
    }
    try {
      if (storage == null) {
        storage = list.storage().orElse(null);
      }
      onDemand.put(type, list.machine(type));
    } catch (ProviderException e) {
      silentUntil = clock.instant().plus(FRESH);
      logger.warn("prices=unknown for={} error={}", FRESH, e.getMessage());
    }
  }

  /** The last price of each zone is the one that holds. */
  private void askSpot(List<String> types) {
    Instant now = clock.instant();
    List<String> due =
        types.stream()
            .filter(
                type -> {
                  Instant asked = spotAsked.get(type);
                  return asked == null || !now.isBefore(asked.plus(FRESH));
                })
            .toList();
    if (due.isEmpty()) {
      return;
    }
    try {
      for (SpotPrice price : history(due, now)) {
        spot.put(
            price.instanceTypeAsString() + "/" + price.availabilityZone(),
            new BigDecimal(price.spotPrice()));
      }
    } catch (ProviderException e) {
      logger.warn("spotPrices=unknown for={} error={}", FRESH, e.getMessage());
    }
    due.forEach(type -> spotAsked.put(type, now));
  }

  private List<SpotPrice> history(List<String> types, Instant now) {
    Map<String, SpotPrice> last = new TreeMap<>();
    String next = null;
    do {
      DescribeSpotPriceHistoryRequest request =
          DescribeSpotPriceHistoryRequest.builder()
              .instanceTypesWithStrings(types)
              .productDescriptions("Linux/UNIX")
              .startTime(now)
              .nextToken(next)
              .build();
      DescribeSpotPriceHistoryResponse page =
          calls.call(
              CallFamily.EC2_READ,
              "DescribeSpotPriceHistory",
              String.join(",", types),
              () -> clients.ec2().describeSpotPriceHistory(request));
      for (SpotPrice price : page.spotPriceHistory()) {
        last.merge(
            price.instanceTypeAsString() + "/" + price.availabilityZone(),
            price,
            (one, other) -> other.timestamp().isAfter(one.timestamp()) ? other : one);
      }
      next = page.nextToken();
    } while (next != null && !next.isEmpty());
    return new ArrayList<>(last.values());
  }

  /** Returns the price of a machine in an hour, with its disk and address. */
  synchronized Optional<BigDecimal> of(
      String type, String zone, boolean onSpot, int gibibytes, boolean publicAddress) {
    Optional<BigDecimal> alone =
        onSpot
            ? Optional.ofNullable(spot.get(type + "/" + zone))
            : onDemand.getOrDefault(type, Optional.empty());
    return alone.map(
        price ->
            price
                .add(disk(gibibytes))
                .add(publicAddress ? PUBLIC_ADDRESS : BigDecimal.ZERO)
                .stripTrailingZeros());
  }

  private BigDecimal disk(int gibibytes) {
    return storage == null
        ? BigDecimal.ZERO
        : storage
            .multiply(BigDecimal.valueOf(gibibytes))
            .divide(BigDecimal.valueOf(HOURS_OF_A_MONTH), DIGITS, RoundingMode.HALF_UP);
  }

  /** Returns what a head is to know. */
  synchronized Map<String, BigDecimal> known() {
    Map<String, BigDecimal> known = new TreeMap<>();
    onDemand.forEach((type, price) -> price.ifPresent(it -> known.put(type, it)));
    if (storage != null) {
      known.put(PriceList.STORAGE, storage);
    }
    return known;
  }
}
