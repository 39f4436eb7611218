/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Pool;
import java.math.RoundingMode;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What types of instances there are, where, and what they cost on spot. */
final class InstanceTypes {
  private static final int MIB = 1024;
  private static final int LARGEST_PAGE = 100;
  private static final int PRICE_DIGITS = 6;
  private static final int GPU_MIB = 16_384;

  private InstanceTypes() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeInstanceTypes", InstanceTypes::describe);
    actions.put("DescribeInstanceTypeOfferings", InstanceTypes::offerings);
    actions.put("DescribeSpotPriceHistory", InstanceTypes::spotPrices);
  }

  private static void describe(Call call) {
    new Listing<Catalog.Type>(
            "instanceTypeSet", Catalog.Type::name, type -> Map.of(), InstanceTypes::row)
        .byId("InstanceType", "InvalidInstanceType")
        .pages(5, LARGEST_PAGE)
        .filter("instance-type", Catalog.Type::name)
        .filter("processor-info.supported-architecture", Catalog.Type::architecture)
        .filter("vcpu-info.default-vcpus", type -> String.valueOf(type.cpus()))
        .filter("memory-info.size-in-mib", type -> String.valueOf(type.gib() * MIB))
        .filter("current-generation", type -> "true")
        .filter("bare-metal", type -> "false")
        .filter("burstable-performance-supported", it -> String.valueOf(it.isBurstable()))
        .filter("hypervisor", type -> "nitro")
        .filters("supported-usage-class", type -> List.of("on-demand", "spot"))
        .answer(call, Catalog::all);
  }

  private static void row(XmlWriter xml, Catalog.Type type) {
    xml.add("instanceType", type.name()).add("currentGeneration", "true");
    xml.add("freeTierEligible", "false").open("supportedUsageClasses");
    xml.add("item", "on-demand").add("item", "spot").close();
    xml.open("supportedRootDeviceTypes").add("item", "ebs").close();
    xml.open("supportedVirtualizationTypes").add("item", "hvm").close();
    xml.add("bareMetal", "false").add("hypervisor", "nitro");
    xml.open("processorInfo").open("supportedArchitectures").add("item", type.architecture());
    xml.close().close();
    xml.open("vCpuInfo").add("defaultVCpus", type.cpus());
    xml.add("defaultCores", Math.max(1, type.cpus() / 2)).add("defaultThreadsPerCore", "2");
    xml.close().open("memoryInfo").add("sizeInMiB", type.gib() * MIB).close();
    xml.add("instanceStorageSupported", "false");
    xml.open("ebsInfo").add("ebsOptimizedSupport", "default");
    xml.add("encryptionSupport", "supported").add("nvmeSupport", "required").close();
    xml.open("networkInfo").add("networkPerformance", "Up to 10 Gigabit");
    xml.add("maximumNetworkInterfaces", "4").add("ipv4AddressesPerInterface", "15");
    xml.add("ipv6AddressesPerInterface", "15").add("ipv6Supported", "true");
    xml.add("enaSupport", "required").close();
    if (type.gpus() > 0) {
      xml.open("gpuInfo").open("gpus").open("item").add("name", type.gpu());
      xml.add("manufacturer", "NVIDIA").add("count", type.gpus());
      xml.open("memoryInfo").add("sizeInMiB", GPU_MIB).close().close().close();
      xml.add("totalGpuMemoryInMiB", GPU_MIB * type.gpus()).close();
    }
    xml.open("placementGroupInfo").open("supportedStrategies");
    xml.add("item", "cluster").add("item", "partition").add("item", "spread").close().close();
    xml.add("hibernationSupported", "false");
    xml.add("burstablePerformanceSupported", type.isBurstable());
    xml.add("dedicatedHostsSupported", "false").add("autoRecoverySupported", "true");
  }

  private record Offering(String type, String location) {}

  private static void offerings(Call call) {
    String of = call.params().text("LocationType", "region");
    Estate estate = call.estate();
    List<Offering> all = new ArrayList<>();
    for (Catalog.Type type : Catalog.all()) {
      switch (of) {
        case "region" -> all.add(new Offering(type.name(), estate.region()));
        case "availability-zone", "availability-zone-id" -> {
          for (String zone : estate.zones()) {
            if (Catalog.isOffered(estate, type, zone)) {
              String location = of.equals("availability-zone") ? zone : estate.zoneId(zone);
              all.add(new Offering(type.name(), location));
            }
          }
        }
        default -> throw Refusals.invalid("LocationType", of);
      }
    }
    new Listing<Offering>(
            "instanceTypeOfferingSet",
            Offering::type,
            it -> Map.of(),
            (xml, it) -> row(xml, it, of))
        .filter("instance-type", Offering::type)
        .filter("location", Offering::location)
        .answer(call, () -> all);
  }

  private static void row(XmlWriter xml, Offering offering, String locationType) {
    xml.add("instanceType", offering.type()).add("locationType", locationType);
    xml.add("location", offering.location());
  }

  private record Price(String type, String zone, String price, Instant at) {}

  /** Prices do not change, so there is one for each type and zone, whenever one asks for. */
  private static void spotPrices(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    Instant at = time(params.text("StartTime"), estate.place().now());
    Instant unusedEnd = time(params.text("EndTime"), at);
    String zone = params.text("AvailabilityZone");
    List<String> types = params.list("InstanceType");
    List<String> products = params.list("ProductDescription");
    List<Price> all = new ArrayList<>();
    for (Catalog.Type type : Catalog.all()) {
      for (String each : estate.zones()) {
        boolean asked =
            (types.isEmpty() || types.contains(type.name()))
                && (zone.isEmpty() || zone.equals(each))
                && (products.isEmpty() || products.stream().anyMatch(it -> it.contains("Linux")));
        if (asked && Catalog.isOffered(estate, type, each)) {
          all.add(new Price(type.name(), each, price(estate, type.name(), each), at));
        }
      }
    }
    new Listing<Price>("spotPriceHistorySet", Price::type, it -> Map.of(), InstanceTypes::row)
        .pages(1, 1_000)
        .filter("instance-type", Price::type)
        .filter("availability-zone", Price::zone)
        .filter("product-description", it -> "Linux/UNIX")
        .filter("spot-price", Price::price)
        .answer(call, () -> all);
  }

  static String price(Estate estate, String type, String zone) {
    return estate
        .machines()
        .price(new Pool(type, zone, true))
        .setScale(PRICE_DIGITS, RoundingMode.HALF_UP)
        .toPlainString();
  }

  private static Instant time(String text, Instant otherwise) {
    try {
      return text.isEmpty() ? otherwise : Instant.parse(text);
    } catch (DateTimeParseException e) {
      throw Refusals.invalid("StartTime", text);
    }
  }

  private static void row(XmlWriter xml, Price price) {
    xml.add("instanceType", price.type()).add("availabilityZone", price.zone());
    xml.add("productDescription", "Linux/UNIX").add("spotPrice", price.price());
    xml.add("timestamp", price.at());
  }
}
