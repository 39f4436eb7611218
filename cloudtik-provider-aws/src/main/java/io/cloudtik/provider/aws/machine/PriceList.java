/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.protocols.jsoncore.JsonNode;

/**
 * The price list of AWS, for clients: heads have neither the right to ask nor the code.
 * Thread-safe.
 */
final class PriceList {
  /** What the price of a GiB of the volumes for a month is handed on as. */
  static final String STORAGE = "gp3";

  private static final String SERVICE = "AmazonEC2";
  private static final boolean HERE = isOnClassPath();

  private final AwsClients clients;
  private final AwsCalls calls;

  PriceList(AwsClients clients, AwsCalls calls) {
    this.clients = clients;
    this.calls = calls;
  }

  /** Says whether this is a client. */
  boolean isHere() {
    return HERE;
  }

  private static boolean isOnClassPath() {
    try {
      Class.forName(
          "software.amazon.awssdk.services.pricing.PricingClient",
          false,
          PriceList.class.getClassLoader());
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }

  /** Returns the price of a machine with Linux in an hour; empty if the list has none. */
  Optional<BigDecimal> machine(String type) {
    return price(
        type,
        Map.of(
            "instanceType", type,
            "operatingSystem", "Linux",
            "preInstalledSw", "NA",
            "tenancy", "Shared",
            "capacitystatus", "Used",
            "marketoption", "OnDemand"));
  }

  /** Returns the price of a GiB of the volumes that machines have, for a month. */
  Optional<BigDecimal> storage() {
    return price(STORAGE, Map.of("volumeApiName", STORAGE, "productFamily", "Storage"));
  }

  private Optional<BigDecimal> price(String what, Map<String, String> terms) {
    return calls
        .call(CallFamily.OTHER, "GetProducts", what, () -> Query.ask(clients, terms))
        .stream()
        .flatMap(product -> price(JsonNode.parser().parse(product)).stream())
        .findFirst();
  }

  /** Apart, so that this class can be loaded where the client of the price list is missing. */
  private static final class Query {
    private Query() {}

    static List<String> ask(AwsClients clients, Map<String, String> terms) {
      List<software.amazon.awssdk.services.pricing.model.Filter> filters = new ArrayList<>();
      filters.add(filter("regionCode", clients.config().region()));
      terms.forEach((field, value) -> filters.add(filter(field, value)));
      return clients
          .pricing()
          .getProducts(it -> it.serviceCode(SERVICE).formatVersion("aws_v1").filters(filters))
          .priceList();
    }

    private static software.amazon.awssdk.services.pricing.model.Filter filter(
        String field, String value) {
      return software.amazon.awssdk.services.pricing.model.Filter.builder()
          .type(software.amazon.awssdk.services.pricing.model.FilterType.TERM_MATCH)
          .field(field)
          .value(value)
          .build();
    }
  }

  /** Below {@code terms/OnDemand} are offers, below these dimensions of their price. */
  static Optional<BigDecimal> price(JsonNode product) {
    return product
        .field("terms")
        .flatMap(terms -> terms.field("OnDemand"))
        .filter(JsonNode::isObject)
        .flatMap(
            offers ->
                offers.asObject().values().stream()
                    .flatMap(offer -> offer.field("priceDimensions").stream())
                    .filter(JsonNode::isObject)
                    .flatMap(dimensions -> dimensions.asObject().values().stream())
                    .flatMap(dimension -> dimension.field("pricePerUnit").stream())
                    .flatMap(unit -> unit.field("USD").stream())
                    .map(usd -> new BigDecimal(usd.text()))
                    .filter(usd -> usd.signum() > 0)
                    .findFirst());
  }
}
