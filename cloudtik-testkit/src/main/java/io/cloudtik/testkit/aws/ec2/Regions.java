/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import java.util.List;
import java.util.Map;

/** Regions, zones, and what the account is. */
final class Regions {
  private static final List<String> REGIONS =
      List.of("us-east-1", "us-east-2", "us-west-1", "us-west-2", "eu-central-1", "eu-west-1");
  private static final String NOT_OPTED_IN = "ap-east-1";

  private Regions() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeRegions", Regions::regions);
    actions.put("DescribeAvailabilityZones", Regions::zones);
    actions.put("DescribeAccountAttributes", Regions::attributes);
  }

  /** Returns a zone that was named in one way or the other, or else the first. */
  static String zone(Estate estate, String zone, String zoneId) {
    List<String> zones = estate.zones();
    if (zone.isEmpty() && zoneId.isEmpty()) {
      return zones.get(0);
    }
    return zones.stream()
        .filter(it -> it.equals(zone) || estate.zoneId(it).equals(zoneId))
        .findFirst()
        .orElseThrow(() -> noZone(zone + zoneId, zones));
  }

  private static AwsRefusal noZone(String zone, List<String> zones) {
    return Refusals.of(
        "InvalidParameterValue",
        "Value (%s) for parameter availabilityZone is invalid. Subnets can currently only be"
            + " created in the following availability zones: %s.",
        zone,
        String.join(", ", zones));
  }

  private record Region(String name, boolean optedIn) {}

  private static void regions(Call call) {
    boolean all = call.params().flag("AllRegions", false);
    List<Region> regions =
        java.util.stream.Stream.concat(
                java.util.stream.Stream.concat(
                        REGIONS.stream(), java.util.stream.Stream.of(call.estate().region()))
                    .distinct()
                    .map(name -> new Region(name, true)),
                java.util.stream.Stream.of(new Region(NOT_OPTED_IN, false)))
            .filter(region -> all || region.optedIn())
            .toList();
    new Listing<Region>("regionInfo", Region::name, it -> Map.of(), Regions::row)
        .byId("RegionName", "InvalidParameterValue")
        .filter("region-name", Region::name)
        .filter("opt-in-status", Regions::status)
        .answer(call, () -> regions);
  }

  private static String status(Region region) {
    return region.optedIn() ? "opt-in-not-required" : "not-opted-in";
  }

  private static void row(XmlWriter xml, Region region) {
    xml.add("regionName", region.name());
    xml.add("regionEndpoint", "ec2." + region.name() + ".amazonaws.com");
    xml.add("optInStatus", status(region));
  }

  private static void zones(Call call) {
    Estate estate = call.estate();
    boolean unused = call.params().flag("AllAvailabilityZones", false);
    new Listing<String>(
            "availabilityZoneInfo",
            zone -> zone,
            zone -> Map.of(),
            (xml, zone) -> zone(xml, zone, estate))
        .byId("ZoneName", "InvalidParameterValue")
        .byName("ZoneId", estate::zoneId, "InvalidParameterValue")
        .filter("zone-name", zone -> zone)
        .filter("zone-id", estate::zoneId)
        .filter("zone-type", zone -> "availability-zone")
        .filter("region-name", zone -> estate.region())
        .filter("opt-in-status", zone -> "opt-in-not-required")
        .filter("state", zone -> "available")
        .answer(call, estate::zones);
  }

  private static void zone(XmlWriter xml, String zone, Estate estate) {
    xml.add("zoneName", zone).add("zoneId", estate.zoneId(zone)).add("zoneState", "available");
    xml.add("regionName", estate.region()).add("zoneType", "availability-zone");
    xml.add("groupName", estate.region() + "-zg-1").add("optInStatus", "opt-in-not-required");
    xml.add("networkBorderGroup", estate.region()).open("messageSet").close();
  }

  private static void attributes(Call call) {
    List<String> wanted = call.params().list("AttributeName");
    call.may();
    call.begin();
    XmlWriter xml = call.xml().open("accountAttributeSet");
    Map<String, List<String>> all =
        Map.of("supported-platforms", List.of("VPC"), "default-vpc", List.of("none"));
    for (String name : List.of("supported-platforms", "default-vpc")) {
      if (wanted.isEmpty() || wanted.contains(name)) {
        xml.open("item").add("attributeName", name).open("attributeValueSet");
        all.getOrDefault(name, List.of())
            .forEach(value -> xml.open("item").add("attributeValue", value).close());
        xml.close().close();
      }
    }
    xml.close();
  }
}
