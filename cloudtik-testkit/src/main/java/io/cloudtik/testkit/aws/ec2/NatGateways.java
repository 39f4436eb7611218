/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Ways of private machines to the internet. See <i>Work with NAT gateways</i> and <i>Troubleshoot
 * NAT gateways</i> of the user guide of Amazon VPC: one that failed or was deleted is told of for
 * about an hour.
 */
final class NatGateways {
  private static final Duration TOLD_OF = Duration.ofHours(1);

  private NatGateways() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateNatGateway", NatGateways::create);
    actions.put("DescribeNatGateways", NatGateways::describe);
    actions.put("DeleteNatGateway", NatGateways::delete);
  }

  static String state(Thing gateway) {
    if (!prop(gateway, "failureCode").isEmpty()) {
      return "failed";
    }
    return switch (gateway.state()) {
      case PENDING -> "pending";
      case READY -> "available";
      case DELETING -> "deleting";
      case GONE -> "deleted";
    };
  }

  private static void row(XmlWriter xml, Thing gateway, Estate estate) {
    xml.add("natGatewayId", gateway.id()).add("subnetId", prop(gateway, "subnet"));
    xml.add("vpcId", prop(gateway, "vpc")).add("state", state(gateway));
    xml.add("createTime", estate.made(gateway.id()));
    if (!prop(gateway, "deleted").isEmpty()) {
      xml.add("deleteTime", prop(gateway, "deleted"));
    }
    xml.add("connectivityType", prop(gateway, "connectivity"));
    if (!prop(gateway, "failureCode").isEmpty()) {
      xml.add("failureCode", prop(gateway, "failureCode"));
      xml.add("failureMessage", prop(gateway, "failureMessage"));
    }
    xml.open("natGatewayAddressSet").open("item");
    if (!prop(gateway, "allocation").isEmpty()) {
      xml.add("allocationId", prop(gateway, "allocation"));
      xml.add("publicIp", prop(gateway, "publicIp"));
    }
    if (!prop(gateway, "interface").isEmpty()) {
      xml.add("networkInterfaceId", prop(gateway, "interface"));
      xml.add("privateIp", prop(gateway, "address"));
    }
    xml.add("isPrimary", "true").close().close();
    Tags.write(xml, gateway.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("natGatewaySet", (xml, gateway) -> row(xml, gateway, estate))
        .byId("NatGatewayId", Kind.NAT_GATEWAY.notFound())
        .filter("nat-gateway-id", Thing::id)
        .filter("vpc-id", gateway -> prop(gateway, "vpc"))
        .filter("subnet-id", gateway -> prop(gateway, "subnet"))
        .filter("state", NatGateways::state)
        .answer(call, () -> told(estate));
  }

  private static List<Thing> told(Estate estate) {
    List<Thing> all = new ArrayList<>(estate.seen(Kind.NAT_GATEWAY));
    all.addAll(estate.things().gone(Kind.NAT_GATEWAY.thing(), TOLD_OF));
    return all;
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String subnetId = params.required("SubnetId");
    String allocation = params.text("AllocationId");
    String connectivity = params.text("ConnectivityType", "public");
    String token = params.text("ClientToken");
    Map<String, String> tags = call.tags(Kind.NAT_GATEWAY.type());
    call.may(Kind.SUBNET, subnetId);
    if (!allocation.isEmpty()) {
      call.may(Kind.ADDRESS, allocation);
    }
    call.mayMake(Kind.NAT_GATEWAY.type(), tags, Map.of());
    call.begin();
    Optional<Thing> same = ClientTokens.earlier(told(estate), token, params);
    if (same.isPresent()) {
      answer(call, same.get(), token);
      return;
    }
    Thing subnet = estate.require(Kind.SUBNET, subnetId);
    Quotas.require(
        estate, Kind.NAT_GATEWAY, "NatGatewayLimitExceeded", "The maximum number of NAT gateways");
    boolean isPublic = connectivity.equals("public");
    if (isPublic && allocation.isEmpty()) {
      throw Refusals.missing("AllocationId");
    }
    Map<String, String> properties =
        ClientTokens.kept(
            Props.of(
                "subnet",
                subnetId,
                "vpc",
                prop(subnet, "vpc"),
                "zone",
                prop(subnet, "zone"),
                "connectivity",
                connectivity),
            token,
            params);
    if (isPublic) {
      Thing address = estate.require(Kind.ADDRESS, allocation);
      properties.put("allocation", allocation);
      properties.put("publicIp", address.name());
      if (Addresses.holder(estate, address).isPresent()) {
        fail(properties, "Resource.AlreadyAssociated", "Elastic IP address is in use");
      } else if (InternetGateways.of(estate, prop(subnet, "vpc")).isEmpty()) {
        fail(
            properties,
            "Gateway.NotAttached",
            "Network " + prop(subnet, "vpc") + " has no Internet gateway attached");
      }
    }
    answer(call, made(estate, subnet, token, tags, properties), token);
  }

  private static void fail(Map<String, String> properties, String code, String message) {
    properties.put("failureCode", code);
    properties.put("failureMessage", message);
  }

  private static Thing made(
      Estate estate,
      Thing subnet,
      String token,
      Map<String, String> tags,
      Map<String, String> properties) {
    boolean failed = properties.containsKey("failureCode");
    Thing gateway =
        estate.make(
            Kind.NAT_GATEWAY,
            "",
            token,
            tags,
            properties,
            failed ? Set.of() : Set.of(subnet.id(), prop(subnet, "vpc")));
    if (failed) {
      estate.things().end(gateway.id());
      return gateway;
    }
    Thing own =
        Interfaces.make(
            estate,
            subnet,
            "",
            Props.of(
                "nat", gateway.id(), "description", "Interface for NAT Gateway " + gateway.id()),
            Map.of(),
            Set.of());
    Props.put(estate, gateway.id(), "interface", own.id());
    Props.put(estate, gateway.id(), "address", prop(own, "address"));
    String allocation = properties.getOrDefault("allocation", "");
    if (!allocation.isEmpty()) {
      Props.put(estate, allocation, "interface", own.id());
    }
    return estate.find(Kind.NAT_GATEWAY, gateway.id()).orElseThrow();
  }

  private static void answer(Call call, Thing gateway, String token) {
    if (!token.isEmpty()) {
      call.xml().add("clientToken", token);
    }
    call.xml().open("natGateway");
    row(call.xml(), gateway, call.estate());
    call.xml().close();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("NatGatewayId");
    call.may(Kind.NAT_GATEWAY, id);
    call.begin();
    if (estate.find(Kind.NAT_GATEWAY, id).isEmpty()
        && told(estate).stream().anyMatch(it -> it.id().equals(id))) {
      // One that is deleted can be deleted again.
      call.xml().add("natGatewayId", id);
      return;
    }
    Thing gateway = estate.require(Kind.NAT_GATEWAY, id);
    if (gateway.state() != Thing.State.DELETING) {
      Props.put(estate, id, "deleted", estate.place().now().toString());
      estate.things().end(id);
      String own = prop(gateway, "interface");
      if (!own.isEmpty()) {
        estate
            .cloud()
            .time()
            .at(Kind.NAT_GATEWAY.thing().ready(), () -> Interfaces.drop(estate, own));
      }
    }
    call.xml().add("natGatewayId", id);
  }
}
