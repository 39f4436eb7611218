/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.Thing.State;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Routes of tables. One whose target is no more stays as a black hole; those to the network itself
 * and to endpoints are there by themselves.
 */
final class Routes {
  private static final List<String> TARGETS = List.of("gateway", "nat", "peering", "interface");

  private Routes() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateRoute", Routes::create);
    actions.put("ReplaceRoute", Routes::replace);
    actions.put("DeleteRoute", Routes::delete);
  }

  private static List<Thing> of(Estate estate, Thing table) {
    return estate.all(Kind.ROUTE).stream()
        .filter(it -> prop(it, "table").equals(table.id()))
        .toList();
  }

  static List<String> values(Estate estate, Thing table, String property) {
    List<String> values = new ArrayList<>();
    switch (property) {
      case "to" -> values.add(networkOf(estate, table));
      case "gateway" -> values.add("local");
      case "origin" -> values.add("CreateRouteTable");
      default -> {}
    }
    for (Thing route : of(estate, table)) {
      String value = property.equals("origin") ? "CreateRoute" : prop(route, property);
      if (!value.isEmpty()) {
        values.add(value);
      }
    }
    return values;
  }

  static List<String> states(Estate estate, Thing table) {
    List<String> states = new ArrayList<>(List.of("active"));
    of(estate, table).forEach(route -> states.add(state(estate, route)));
    return states;
  }

  static List<String> prefixLists(Estate estate, Thing table) {
    return Endpoints.of(estate, table.id()).isEmpty()
        ? List.of()
        : List.of(Endpoints.prefixListId(estate));
  }

  private static String networkOf(Estate estate, Thing table) {
    return estate.find(Kind.VPC, prop(table, "vpc")).map(vpc -> prop(vpc, "cidr")).orElse("");
  }

  private static String state(Estate estate, Thing route) {
    String vpc = prop(route, "vpc");
    boolean leads =
        estate
                .find(Kind.INTERNET_GATEWAY, prop(route, "gateway"))
                .filter(it -> prop(it, "vpc").equals(vpc))
                .isPresent()
            || estate
                .find(Kind.NAT_GATEWAY, prop(route, "nat"))
                .filter(it -> it.state() != State.DELETING)
                .isPresent()
            || estate.find(Kind.PEERING, prop(route, "peering")).filter(Peerings::isUp).isPresent()
            || estate.find(Kind.INTERFACE, prop(route, "interface")).isPresent();
    return leads ? "active" : "blackhole";
  }

  static void rows(XmlWriter xml, Thing table, Estate estate) {
    xml.open("item").add("destinationCidrBlock", networkOf(estate, table));
    xml.add("gatewayId", "local").add("state", "active").add("origin", "CreateRouteTable").close();
    for (Thing endpoint : Endpoints.of(estate, table.id())) {
      xml.open("item").add("destinationPrefixListId", Endpoints.prefixListId(estate));
      xml.add("gatewayId", endpoint.id()).add("state", "active").add("origin", "CreateRoute");
      xml.close();
    }
    for (Thing route : of(estate, table)) {
      xml.open("item").add("destinationCidrBlock", prop(route, "to"));
      target(xml, "gatewayId", prop(route, "gateway"));
      target(xml, "natGatewayId", prop(route, "nat"));
      target(xml, "vpcPeeringConnectionId", prop(route, "peering"));
      target(xml, "networkInterfaceId", prop(route, "interface"));
      xml.add("state", state(estate, route)).add("origin", "CreateRoute").close();
    }
  }

  private static void target(XmlWriter xml, String element, String id) {
    if (!id.isEmpty()) {
      xml.add(element, id);
    }
  }

  private static Map<String, String> wanted(Params params) {
    Map<String, String> targets =
        Props.of(
            "gateway", params.text("GatewayId"),
            "nat", params.text("NatGatewayId"),
            "peering", params.text("VpcPeeringConnectionId"),
            "interface", params.text("NetworkInterfaceId"));
    targets.values().removeIf(String::isEmpty);
    if (targets.size() != 1) {
      throw Refusals.of(
          "InvalidParameterCombination", "Exactly one target of a route must be given");
    }
    return targets;
  }

  private static void check(Estate estate, Thing table, Map<String, String> targets) {
    targets.forEach(
        (which, id) -> {
          switch (which) {
            case "gateway" -> {
              Thing gateway = estate.require(Kind.INTERNET_GATEWAY, id);
              if (!prop(gateway, "vpc").equals(prop(table, "vpc"))) {
                throw Refusals.of(
                    "InvalidParameterValue",
                    "route table %s and network gateway %s belong to different networks",
                    table.id(),
                    id);
              }
            }
            case "nat" -> {
              Optional<Thing> gateway =
                  estate.find(Kind.NAT_GATEWAY, id).filter(it -> it.state() != State.DELETING);
              if (gateway.isEmpty() || !estate.things().isSeen(id)) {
                throw Refusals.of(
                    "InvalidNatGatewayID.NotFound", "The natGateway ID '%s' does not exist", id);
              }
            }
            case "peering" -> {
              if (!Peerings.isUp(estate.require(Kind.PEERING, id))) {
                throw Refusals.of(
                    "InvalidStateTransition", "The peering connection %s is not active", id);
              }
            }
            default -> estate.require(Kind.INTERFACE, id);
          }
        });
  }

  private static Optional<Thing> find(Estate estate, Thing table, String to) {
    return of(estate, table).stream().filter(it -> prop(it, "to").equals(to)).findFirst();
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("RouteTableId");
    String to = Cidr.of(call.params().required("DestinationCidrBlock")).toString();
    Map<String, String> targets = wanted(call.params());
    call.may(Kind.ROUTE_TABLE, id);
    call.begin();
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    check(estate, table, targets);
    Optional<Thing> before = find(estate, table, to);
    if (before.filter(it -> same(it, targets)).isPresent()) {
      // The same route again is no conflict.
      call.done();
      return;
    }
    if (before.isPresent() || to.equals(networkOf(estate, table))) {
      throw Refusals.of("RouteAlreadyExists", "The route identified by %s already exists.", to);
    }
    Map<String, String> properties = Props.of("table", id, "to", to, "vpc", prop(table, "vpc"));
    properties.putAll(targets);
    estate.make(Kind.ROUTE, to, "", Map.of(), properties, Set.of());
    call.done();
  }

  private static boolean same(Thing route, Map<String, String> targets) {
    return TARGETS.stream().allMatch(it -> prop(route, it).equals(targets.getOrDefault(it, "")));
  }

  private static void replace(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("RouteTableId");
    String to = Cidr.of(call.params().required("DestinationCidrBlock")).toString();
    Map<String, String> targets = wanted(call.params());
    call.may(Kind.ROUTE_TABLE, id);
    call.begin();
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    check(estate, table, targets);
    Thing route =
        find(estate, table, to)
            .orElseThrow(
                () ->
                    Refusals.of(
                        "InvalidParameterValue",
                        "There is no route defined for '%s' in the route table.",
                        to));
    Map<String, String> next = Props.of();
    TARGETS.forEach(it -> next.put(it, targets.getOrDefault(it, "")));
    estate.things().meddle(route.id(), next);
    call.done();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("RouteTableId");
    String to = Cidr.of(call.params().required("DestinationCidrBlock")).toString();
    call.may(Kind.ROUTE_TABLE, id);
    call.begin();
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    Thing route =
        find(estate, table, to)
            .orElseThrow(
                () ->
                    Refusals.of(
                        "InvalidRoute.NotFound", "no route with destination %s in %s", to, id));
    estate.things().end(route.id());
    call.done();
  }
}
