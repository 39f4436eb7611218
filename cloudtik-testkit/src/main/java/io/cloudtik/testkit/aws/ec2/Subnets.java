/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.AwsRefusal;
import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Parts of networks. See <i>Subnet CIDR blocks</i> of the user guide of Amazon VPC. */
final class Subnets {
  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;

  /** The first four addresses of a subnet and its last one are for nobody. */
  private static final int RESERVED_AT_START = 4;

  private static final int RESERVED = 5;

  private Subnets() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateSubnet", Subnets::create);
    actions.put("DescribeSubnets", Subnets::describe);
    actions.put("ModifySubnetAttribute", Subnets::modify);
    actions.put("DeleteSubnet", Subnets::delete);
  }

  private static void row(XmlWriter xml, Thing subnet, Estate estate, String state) {
    String zone = prop(subnet, "zone");
    xml.add("subnetId", subnet.id()).add("subnetArn", estate.arn(Kind.SUBNET, subnet.id()));
    xml.add("state", state).add("ownerId", estate.account()).add("vpcId", prop(subnet, "vpc"));
    xml.add("cidrBlock", prop(subnet, "cidr")).add("availabilityZone", zone);
    xml.add("availabilityZoneId", estate.zoneId(zone));
    xml.add("availableIpAddressCount", free(estate, subnet)).add("defaultForAz", "false");
    xml.add("mapPublicIpOnLaunch", prop(subnet, "mapPublic"));
    xml.add("assignIpv6AddressOnCreation", "false").add("ipv6Native", "false");
    Tags.write(xml, subnet.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("subnetSet", (xml, subnet) -> row(xml, subnet, estate, "available"))
        .byId("SubnetId", Kind.SUBNET.notFound())
        .filter("subnet-id", Thing::id)
        .filter("vpc-id", subnet -> prop(subnet, "vpc"))
        .filter("cidr-block", subnet -> prop(subnet, "cidr"))
        .filter("cidr", subnet -> prop(subnet, "cidr"))
        .filter("cidrBlock", subnet -> prop(subnet, "cidr"))
        .filter("availability-zone", subnet -> prop(subnet, "zone"))
        .filter("availabilityZone", subnet -> prop(subnet, "zone"))
        .filter("availability-zone-id", subnet -> estate.zoneId(prop(subnet, "zone")))
        .filter("default-for-az", subnet -> "false")
        .filter("map-public-ip-on-launch", subnet -> prop(subnet, "mapPublic"))
        .filter("owner-id", subnet -> estate.account())
        .filter("state", subnet -> "available")
        .answer(call, () -> estate.seen(Kind.SUBNET));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String vpcId = params.required("VpcId");
    Cidr cidr = Cidr.of(params.required("CidrBlock"));
    String zone = params.text("AvailabilityZone");
    String zoneId = params.text("AvailabilityZoneId");
    Map<String, String> tags = call.tags(Kind.SUBNET.type());
    call.may(Kind.VPC, vpcId);
    call.mayMake(Kind.SUBNET.type(), tags, Props.of("ec2:Vpc", estate.arn(Kind.VPC, vpcId)));
    call.begin();
    Thing vpc = estate.require(Kind.VPC, vpcId);
    String where = Regions.zone(estate, zone, zoneId);
    if (cidr.bits() < LARGEST
        || cidr.bits() > SMALLEST
        || !Cidr.of(prop(vpc, "cidr")).contains(cidr)) {
      throw Refusals.of("InvalidSubnet.Range", "The CIDR '%s' is invalid.", cidr);
    }
    for (Thing other : estate.all(Kind.SUBNET)) {
      if (prop(other, "vpc").equals(vpcId) && Cidr.of(prop(other, "cidr")).overlaps(cidr)) {
        throw Refusals.of(
            "InvalidSubnet.Conflict", "The CIDR '%s' conflicts with another subnet", cidr);
      }
    }
    Quotas.require(estate, Kind.SUBNET, "SubnetLimitExceeded", "The maximum number of subnets");
    Thing subnet =
        estate.make(
            Kind.SUBNET,
            "",
            "",
            tags,
            Props.of("vpc", vpcId, "cidr", cidr.toString(), "zone", where, "mapPublic", "false"),
            Set.of(vpcId));
    call.xml().open("subnet");
    row(call.xml(), subnet, estate, "pending");
    call.xml().close();
  }

  private static void modify(Call call) {
    String id = call.params().required("SubnetId");
    String maps = call.params().text("MapPublicIpOnLaunch.Value");
    call.may(Kind.SUBNET, id);
    call.begin();
    call.estate().require(Kind.SUBNET, id);
    Props.set(call.estate(), id, "mapPublic", maps);
    call.done();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("SubnetId");
    call.may(Kind.SUBNET, id);
    call.begin();
    estate.require(Kind.SUBNET, id);
    for (Thing user : estate.things().usersOf(id)) {
      if (user.kind() != Kind.ASSOCIATION.thing()) {
        throw Refusals.inUse("The subnet '" + id + "'", user.id());
      }
    }
    estate.things().usersOf(id).forEach(each -> estate.things().end(each.id()));
    estate.things().end(id);
    call.done();
  }

  private static Set<String> taken(Estate estate, Thing subnet) {
    Set<String> taken = new HashSet<>();
    for (Thing each : estate.all(Kind.INTERFACE)) {
      if (prop(each, "subnet").equals(subnet.id())) {
        taken.add(prop(each, "address"));
      }
    }
    return taken;
  }

  /** Returns how many addresses are left. */
  static long free(Estate estate, Thing subnet) {
    return Cidr.of(prop(subnet, "cidr")).size() - RESERVED - taken(estate, subnet).size();
  }

  /** Returns the first address that nobody has. */
  static String address(Estate estate, Thing subnet) {
    return addresses(estate, subnet, 1).stream().findFirst().orElseThrow(() -> tooFew(subnet));
  }

  static AwsRefusal tooFew(Thing subnet) {
    return Refusals.of(
        "InsufficientFreeAddressesInSubnet",
        "There are not enough free addresses in subnet '%s' to satisfy the request.",
        subnet.id());
  }

  /** Returns the first addresses that nobody has, as far as there are so many. */
  static List<String> addresses(Estate estate, Thing subnet, int count) {
    Cidr cidr = Cidr.of(prop(subnet, "cidr"));
    Set<String> taken = taken(estate, subnet);
    List<String> free = new ArrayList<>();
    for (long i = RESERVED_AT_START; i < cidr.size() - 1 && free.size() < count; i++) {
      String address = Cidr.address(cidr.first() + i);
      if (!taken.contains(address)) {
        free.add(address);
      }
    }
    return free;
  }
}
