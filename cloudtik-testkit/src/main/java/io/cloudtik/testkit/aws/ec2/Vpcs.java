/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Networks. See <i>How Amazon VPC works</i> and <i>Delete your VPC</i> of its user guide. */
final class Vpcs {
  private static final int LARGEST = 16;
  private static final int SMALLEST = 28;

  private static final String DNS_SUPPORT = "dnsSupport";
  private static final String DNS_HOSTNAMES = "dnsHostnames";
  private static final String USAGE_METRICS = "usageMetrics";

  private Vpcs() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateVpc", Vpcs::create);
    actions.put("DescribeVpcs", Vpcs::describe);
    actions.put("ModifyVpcAttribute", Vpcs::modify);
    actions.put("DescribeVpcAttribute", Vpcs::attribute);
    actions.put("DeleteVpc", Vpcs::delete);
  }

  private static Listing<Thing> listing(Estate estate) {
    return Listing.ofThings("vpcSet", (xml, vpc) -> row(xml, vpc, estate, "available"))
        .byId("VpcId", Kind.VPC.notFound())
        .filter("vpc-id", Thing::id)
        .filter("cidr", vpc -> prop(vpc, "cidr"))
        .filter("cidr-block-association.cidr-block", vpc -> prop(vpc, "cidr"))
        .filter("is-default", vpc -> "false")
        .filter("isDefault", vpc -> "false")
        .filter("owner-id", vpc -> estate.account())
        .filter("state", vpc -> "available");
  }

  private static void row(XmlWriter xml, Thing vpc, Estate estate, String state) {
    xml.add("vpcId", vpc.id()).add("ownerId", estate.account()).add("state", state);
    xml.add("cidrBlock", prop(vpc, "cidr")).add("dhcpOptionsId", "dopt-00000001");
    xml.open("cidrBlockAssociationSet").open("item");
    xml.add("associationId", vpc.id().replace("vpc-", "vpc-cidr-assoc-"));
    xml.add("cidrBlock", prop(vpc, "cidr"));
    xml.open("cidrBlockState").add("state", "associated").close().close().close();
    xml.add("instanceTenancy", prop(vpc, "tenancy")).add("isDefault", "false");
    Tags.write(xml, vpc.labels());
  }

  private static void describe(Call call) {
    listing(call.estate()).answer(call, () -> call.estate().seen(Kind.VPC));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Cidr cidr = Cidr.of(call.params().required("CidrBlock"));
    String tenancy = call.params().text("InstanceTenancy", "default");
    boolean ipv6 = call.params().flag("AmazonProvidedIpv6CidrBlock", false);
    Map<String, String> tags = call.tags(Kind.VPC.type());
    if (ipv6) {
      throw Refusals.of("UnsupportedOperation", "Networks of IPv6 are not emulated.");
    }
    call.mayMake(Kind.VPC.type(), tags, Map.of());
    call.begin();
    if (cidr.bits() < LARGEST || cidr.bits() > SMALLEST) {
      throw Refusals.of("InvalidVpc.Range", "The CIDR '%s' is invalid.", cidr);
    }
    Quotas.require(estate, Kind.VPC, "VpcLimitExceeded", "The maximum number of VPCs");
    Thing vpc =
        estate.make(
            Kind.VPC,
            "",
            "",
            tags,
            Map.of(
                "cidr",
                cidr.toString(),
                "tenancy",
                tenancy,
                DNS_SUPPORT,
                "true",
                DNS_HOSTNAMES,
                "false",
                USAGE_METRICS,
                "false"),
            Set.of());
    RouteTables.makeMain(estate, vpc.id());
    SecurityGroups.makeDefault(estate, vpc.id());
    call.xml().open("vpc");
    row(call.xml(), vpc, estate, "pending");
    call.xml().close();
  }

  private static void modify(Call call) {
    Params params = call.params();
    String id = params.required("VpcId");
    String support = params.text("EnableDnsSupport.Value");
    String hostnames = params.text("EnableDnsHostnames.Value");
    String metrics = params.text("EnableNetworkAddressUsageMetrics.Value");
    call.may(Kind.VPC, id);
    call.begin();
    Thing vpc = call.estate().require(Kind.VPC, id);
    int given = 0;
    for (String value : List.of(support, hostnames, metrics)) {
      given += value.isEmpty() ? 0 : 1;
    }
    if (given != 1) {
      throw Refusals.of(
          "InvalidParameterCombination", "Exactly one attribute can be changed in a call");
    }
    if (hostnames.equals("true") && prop(vpc, DNS_SUPPORT).equals("false")) {
      throw Refusals.of("InvalidParameterValue", "DNS names need the support of DNS");
    }
    Props.set(call.estate(), id, DNS_SUPPORT, support);
    Props.set(call.estate(), id, DNS_HOSTNAMES, hostnames);
    Props.set(call.estate(), id, USAGE_METRICS, metrics);
    call.done();
  }

  private static void attribute(Call call) {
    String id = call.params().required("VpcId");
    String name = call.params().required("Attribute");
    call.may(Kind.VPC, id);
    call.begin();
    Thing vpc = call.estate().require(Kind.VPC, id);
    String property =
        switch (name) {
          case "enableDnsSupport" -> DNS_SUPPORT;
          case "enableDnsHostnames" -> DNS_HOSTNAMES;
          case "enableNetworkAddressUsageMetrics" -> USAGE_METRICS;
          default -> throw Refusals.invalid("Attribute", name);
        };
    call.xml().add("vpcId", id).open(name).add("value", prop(vpc, property)).close();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("VpcId");
    call.may(Kind.VPC, id);
    call.begin();
    estate.require(Kind.VPC, id);
    List<Thing> own = new ArrayList<>();
    for (Thing user : estate.things().usersOf(id)) {
      if (Props.isDefault(user) || user.kind() == Kind.PEERING.thing()) {
        own.add(user);
      } else {
        throw Refusals.inUse("The vpc '" + id + "'", user.id());
      }
    }
    own.forEach(each -> drop(estate, each));
    estate.things().end(id);
    call.done();
  }

  /** What came with the network goes with it, and so do its connections with others. */
  private static void drop(Estate estate, Thing thing) {
    if (thing.kind() == Kind.GROUP.thing()) {
      SecurityGroups.drop(estate, thing.id());
    } else if (thing.kind() == Kind.ROUTE_TABLE.thing()) {
      RouteTables.drop(estate, thing.id());
    } else {
      estate.things().end(thing.id());
    }
  }
}
