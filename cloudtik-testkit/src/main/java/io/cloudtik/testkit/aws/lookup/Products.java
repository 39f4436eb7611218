/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.lookup;

import io.cloudtik.testkit.aws.AwsPlace;
import io.cloudtik.testkit.cloud.MachineType;
import io.cloudtik.testkit.cloud.ThingKind;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is in the list of prices: each type of the cloud, as real lists have it many times over
 * (with other systems, on hardware of one's own, for reserved room), and what networks and disks
 * cost.
 */
final class Products {
  private static final Map<String, String> PLACES =
      Map.of(
          "us-east-1", "US East (N. Virginia)",
          "us-east-2", "US East (Ohio)",
          "us-west-1", "US West (N. California)",
          "us-west-2", "US West (Oregon)",
          "eu-west-1", "EU (Ireland)",
          "eu-central-1", "EU (Frankfurt)");
  private static final Map<String, String> SHORT =
      Map.of(
          "us-east-1", "",
          "us-east-2", "USE2-",
          "us-west-1", "USW1-",
          "us-west-2", "USW2-",
          "eu-west-1", "EU-",
          "eu-central-1", "EUC1-");
  private static final BigDecimal WINDOWS = new BigDecimal("0.046");
  private static final BigDecimal DEDICATED = new BigDecimal("1.06");
  private static final BigDecimal GP3 = new BigDecimal("0.08");

  private final AwsPlace place;

  Products(AwsPlace place) {
    this.place = place;
  }

  List<Product> of(String service) {
    List<Product> products = new ArrayList<>();
    if (service.equals("AmazonEC2")) {
      for (MachineType type : place.cloud().machines().types()) {
        addInstances(products, type);
      }
      products.add(
          product("NAT Gateway", "NatGateway-Hours", "Hrs", ThingKind.NAT_GATEWAY.hourlyPrice())
              .with("group", "NGW:NatGateway", "operation", "NatGateway")
              .done());
      products.add(
          product("Storage", "EBS:VolumeUsage.gp3", "GB-Mo", GP3)
              .with("volumeApiName", "gp3", "volumeType", "General Purpose")
              .done());
    } else if (service.equals("AmazonVPC")) {
      products.add(
          product(
                  "VpcPublicIPv4",
                  "PublicIPv4:InUseAddress",
                  "Hrs",
                  ThingKind.ADDRESS.hourlyPrice())
              .with("group", "VPCPublicIPv4Address", "servicecode", "AmazonVPC")
              .done());
    }
    return products;
  }

  private void addInstances(List<Product> products, MachineType type) {
    BigDecimal price = type.hourlyPrice();
    products.add(instance(type, "BoxUsage", price).done());
    products.add(
        instance(type, "BoxUsage", price.add(WINDOWS.multiply(BigDecimal.valueOf(type.cpus()))))
            .with("operatingSystem", "Windows", "operation", "RunInstances:0002")
            .done());
    products.add(
        instance(type, "DedicatedUsage", price.multiply(DEDICATED))
            .with("tenancy", "Dedicated")
            .done());
    products.add(
        instance(type, "Reservation", BigDecimal.ZERO)
            .with("capacitystatus", "AllocatedCapacityReservation")
            .done());
    products.add(
        instance(type, "UnusedBox", price)
            .with("capacitystatus", "UnusedCapacityReservation")
            .done());
  }

  private Draft instance(MachineType type, String usage, BigDecimal price) {
    Draft draft = product("Compute Instance", usage + ":" + type.name(), "Hrs", price);
    draft.with(
        "instanceType", type.name(),
        "vcpu", String.valueOf(type.cpus()),
        "memory", type.memory().toBytes() / (1L << 30) + " GiB",
        "operatingSystem", "Linux",
        "tenancy", "Shared",
        "capacitystatus", "Used",
        "preInstalledSw", "NA",
        "licenseModel", "No License required",
        "marketoption", "OnDemand",
        "operation", "RunInstances",
        "currentGeneration", "Yes",
        "processorArchitecture", "64-bit",
        "servicename", "Amazon Elastic Compute Cloud");
    if (type.gpus() > 0) {
      draft.with("gpu", String.valueOf(type.gpus()));
    }
    return draft;
  }

  private Draft product(String family, String usage, String unit, BigDecimal price) {
    String region = place.region();
    return new Draft(family, unit, price, new TreeMap<>())
        .with(
            "regionCode",
            region,
            "location",
            PLACES.getOrDefault(region, region),
            "locationType",
            "AWS Region",
            "usagetype",
            SHORT.getOrDefault(region, region + "-") + usage,
            "servicecode",
            "AmazonEC2");
  }

  private record Draft(
      String family, String unit, BigDecimal price, Map<String, String> attributes) {
    Draft with(String... pairs) {
      for (int i = 0; i < pairs.length; i += 2) {
        attributes.put(pairs[i], pairs[i + 1]);
      }
      return this;
    }

    Product done() {
      return new Product(family, Map.copyOf(attributes), unit, price);
    }
  }
}
