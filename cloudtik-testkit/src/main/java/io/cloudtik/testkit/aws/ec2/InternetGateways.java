/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Ways of networks to the internet. */
final class InternetGateways {
  private InternetGateways() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateInternetGateway", InternetGateways::create);
    actions.put("DescribeInternetGateways", InternetGateways::describe);
    actions.put("AttachInternetGateway", InternetGateways::attach);
    actions.put("DetachInternetGateway", InternetGateways::detach);
    actions.put("DeleteInternetGateway", InternetGateways::delete);
  }

  private static void row(XmlWriter xml, Thing gateway, Estate estate) {
    xml.add("internetGatewayId", gateway.id()).add("ownerId", estate.account());
    xml.open("attachmentSet");
    String vpc = prop(gateway, "vpc");
    if (!vpc.isEmpty()) {
      xml.open("item").add("vpcId", vpc).add("state", "available").close();
    }
    xml.close();
    Tags.write(xml, gateway.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("internetGatewaySet", (xml, gateway) -> row(xml, gateway, estate))
        .byId("InternetGatewayId", Kind.INTERNET_GATEWAY.notFound())
        .filter("internet-gateway-id", Thing::id)
        .filter("attachment.vpc-id", gateway -> prop(gateway, "vpc"))
        .filter("attachment.state", it -> prop(it, "vpc").isEmpty() ? "" : "available")
        .filter("owner-id", gateway -> estate.account())
        .answer(call, () -> estate.seen(Kind.INTERNET_GATEWAY));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Map<String, String> tags = call.tags(Kind.INTERNET_GATEWAY.type());
    call.mayMake(Kind.INTERNET_GATEWAY.type(), tags, Map.of());
    call.begin();
    Quotas.require(
        estate,
        Kind.INTERNET_GATEWAY,
        "InternetGatewayLimitExceeded",
        "The maximum number of internet gateways");
    Thing gateway = estate.make(Kind.INTERNET_GATEWAY, "", "", tags, Map.of(), Set.of());
    call.xml().open("internetGateway");
    row(call.xml(), gateway, estate);
    call.xml().close();
  }

  private static void attach(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("InternetGatewayId");
    String vpc = call.params().required("VpcId");
    call.may(Kind.INTERNET_GATEWAY, id);
    call.may(Kind.VPC, vpc);
    call.begin();
    Thing gateway = estate.require(Kind.INTERNET_GATEWAY, id);
    estate.require(Kind.VPC, vpc);
    if (!prop(gateway, "vpc").isEmpty()) {
      throw Refusals.of(
          "Resource.AlreadyAssociated",
          "resource %s is already attached to network %s",
          id,
          prop(gateway, "vpc"));
    }
    if (of(estate, vpc).isPresent()) {
      throw Refusals.of(
          "InvalidParameterValue", "Network %s already has an internet gateway attached", vpc);
    }
    Props.put(estate, id, "vpc", vpc);
    estate.things().rebind(id, Set.of(vpc));
    call.done();
  }

  /** Returns the gateway of a network. */
  static Optional<Thing> of(Estate estate, String vpc) {
    return estate.all(Kind.INTERNET_GATEWAY).stream()
        .filter(it -> prop(it, "vpc").equals(vpc))
        .findFirst();
  }

  private static void detach(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("InternetGatewayId");
    String vpc = call.params().required("VpcId");
    call.may(Kind.INTERNET_GATEWAY, id);
    call.may(Kind.VPC, vpc);
    call.begin();
    Thing gateway = estate.require(Kind.INTERNET_GATEWAY, id);
    if (!prop(gateway, "vpc").equals(vpc)) {
      throw Refusals.of(
          "Gateway.NotAttached", "resource %s is not attached to network %s", id, vpc);
    }
    List<String> mapped =
        estate.all(Kind.INTERFACE).stream()
            .filter(it -> prop(it, "vpc").equals(vpc) && !Interfaces.publicIp(estate, it).isEmpty())
            .map(Thing::id)
            .toList();
    if (!mapped.isEmpty()) {
      throw Refusals.of(
          "DependencyViolation",
          "Network %s has some mapped public address(es). Please unmap those public address(es)"
              + " before detaching the gateway: %s",
          vpc,
          mapped);
    }
    Props.put(estate, id, "vpc", "");
    estate.things().rebind(id, Set.of());
    call.done();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("InternetGatewayId");
    call.may(Kind.INTERNET_GATEWAY, id);
    call.begin();
    Thing gateway = estate.require(Kind.INTERNET_GATEWAY, id);
    if (!prop(gateway, "vpc").isEmpty()) {
      throw Refusals.inUse("The internetGateway '" + id + "'", prop(gateway, "vpc"));
    }
    estate.things().end(id);
    call.done();
  }
}
