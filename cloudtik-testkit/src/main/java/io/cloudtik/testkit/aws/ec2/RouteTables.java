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
import java.util.Set;

/** Tables of routes. See <i>Route table concepts</i> of the user guide of Amazon VPC. */
final class RouteTables {
  private RouteTables() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateRouteTable", RouteTables::create);
    actions.put("DescribeRouteTables", RouteTables::describe);
    actions.put("AssociateRouteTable", RouteTables::associate);
    actions.put("DisassociateRouteTable", RouteTables::disassociate);
    actions.put("ReplaceRouteTableAssociation", RouteTables::replace);
    actions.put("DeleteRouteTable", RouteTables::delete);
  }

  /** Makes the table that subnets have which have no other. */
  static void makeMain(Estate estate, String vpc) {
    Thing table =
        estate.make(
            Kind.ROUTE_TABLE,
            "",
            "",
            Map.of(),
            Props.of("vpc", vpc, "default", "true"),
            Set.of(vpc));
    estate.make(
        Kind.ASSOCIATION,
        "main of " + vpc,
        "",
        Map.of(),
        Props.of("table", table.id(), "vpc", vpc, "default", "true"),
        Set.of());
  }

  /** Deletes a table and all that is in it. */
  static void drop(Estate estate, String id) {
    for (Kind kind : List.of(Kind.ROUTE, Kind.ASSOCIATION)) {
      for (Thing each : estate.all(kind)) {
        if (prop(each, "table").equals(id)) {
          estate.things().end(each.id());
        }
      }
    }
    Endpoints.forget(estate, id);
    estate.things().end(id);
  }

  private static List<Thing> associations(Estate estate, Thing table) {
    return estate.all(Kind.ASSOCIATION).stream()
        .filter(it -> prop(it, "table").equals(table.id()))
        .toList();
  }

  private static List<String> of(Estate estate, Thing table, String property) {
    return associations(estate, table).stream()
        .map(it -> prop(it, property))
        .filter(it -> !it.isEmpty())
        .toList();
  }

  private static void row(XmlWriter xml, Thing table, Estate estate) {
    xml.add("routeTableId", table.id()).add("vpcId", prop(table, "vpc"));
    xml.add("ownerId", estate.account()).open("routeSet");
    Routes.rows(xml, table, estate);
    xml.close().open("associationSet");
    for (Thing each : associations(estate, table)) {
      xml.open("item").add("routeTableAssociationId", each.id());
      xml.add("routeTableId", table.id()).add("main", Props.isDefault(each));
      if (!prop(each, "subnet").isEmpty()) {
        xml.add("subnetId", prop(each, "subnet"));
      }
      xml.open("associationState").add("state", "associated").close().close();
    }
    xml.close().open("propagatingVgwSet").close();
    Tags.write(xml, table.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("routeTableSet", (xml, table) -> row(xml, table, estate))
        .byId("RouteTableId", Kind.ROUTE_TABLE.notFound())
        .pages(5, 100)
        .filter("route-table-id", Thing::id)
        .filter("vpc-id", table -> prop(table, "vpc"))
        .filter("owner-id", table -> estate.account())
        .filters(
            "association.main", it -> List.of(String.valueOf(!of(estate, it, "default").isEmpty())))
        .filters("association.subnet-id", it -> of(estate, it, "subnet"))
        .filters("association.route-table-id", it -> List.of(it.id()))
        .filters(
            "association.route-table-association-id",
            it -> associations(estate, it).stream().map(Thing::id).toList())
        .filters("route.destination-cidr-block", it -> Routes.values(estate, it, "to"))
        .filters("route.gateway-id", it -> Routes.values(estate, it, "gateway"))
        .filters("route.nat-gateway-id", it -> Routes.values(estate, it, "nat"))
        .filters("route.vpc-peering-connection-id", it -> Routes.values(estate, it, "peering"))
        .filters("route.instance-id", it -> Routes.values(estate, it, "instance"))
        .filters("route.destination-prefix-list-id", it -> Routes.prefixLists(estate, it))
        .filters("route.origin", it -> Routes.values(estate, it, "origin"))
        .filters("route.state", it -> Routes.states(estate, it))
        .answer(call, () -> estate.seen(Kind.ROUTE_TABLE));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    String vpc = call.params().required("VpcId");
    String token = call.params().text("ClientToken");
    Map<String, String> tags = call.tags(Kind.ROUTE_TABLE.type());
    call.may(Kind.VPC, vpc);
    call.mayMake(Kind.ROUTE_TABLE.type(), tags, Props.of("ec2:Vpc", estate.arn(Kind.VPC, vpc)));
    call.begin();
    Thing table =
        ClientTokens.earlier(estate.all(Kind.ROUTE_TABLE), token, call.params())
            .orElseGet(() -> made(call, vpc, token, tags));
    call.xml().open("routeTable");
    row(call.xml(), table, estate);
    call.xml().close();
    if (!token.isEmpty()) {
      call.xml().add("clientToken", token);
    }
  }

  private static Thing made(Call call, String vpc, String token, Map<String, String> tags) {
    Estate estate = call.estate();
    estate.require(Kind.VPC, vpc);
    Quotas.require(
        estate, Kind.ROUTE_TABLE, "RouteTableLimitExceeded", "The maximum number of route tables");
    return estate.make(
        Kind.ROUTE_TABLE,
        "",
        token,
        tags,
        ClientTokens.kept(Props.of("vpc", vpc), token, call.params()),
        Set.of(vpc));
  }

  private static void associate(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("RouteTableId");
    String subnetId = call.params().required("SubnetId");
    call.may(Kind.ROUTE_TABLE, id);
    call.may(Kind.SUBNET, subnetId);
    call.begin();
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    Thing subnet = estate.require(Kind.SUBNET, subnetId);
    if (!prop(subnet, "vpc").equals(prop(table, "vpc"))) {
      throw Refusals.of(
          "InvalidParameterValue",
          "Route table %s and subnet %s belong to different networks",
          id,
          subnetId);
    }
    Thing association =
        estate.all(Kind.ASSOCIATION).stream()
            .filter(it -> prop(it, "subnet").equals(subnetId))
            .findFirst()
            .orElse(null);
    if (association != null && !prop(association, "table").equals(id)) {
      throw Refusals.of(
          "Resource.AlreadyAssociated",
          "the specified association for route table %s conflicts with an existing association",
          id);
    }
    if (association == null) {
      association =
          estate.make(
              Kind.ASSOCIATION,
              subnetId,
              "",
              Map.of(),
              Props.of("table", id, "vpc", prop(table, "vpc"), "subnet", subnetId),
              Set.of(subnetId, id));
    }
    call.xml().add("associationId", association.id());
    call.xml().open("associationState").add("state", "associated").close();
  }

  private static void disassociate(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("AssociationId");
    Thing named = estate.require(Kind.ASSOCIATION, id);
    call.may(Kind.ROUTE_TABLE, prop(named, "table"));
    call.begin();
    Thing association = estate.require(Kind.ASSOCIATION, id);
    if (Props.isDefault(association)) {
      throw Refusals.of(
          "InvalidParameterValue", "cannot disassociate the main route table association %s", id);
    }
    estate.things().end(id);
    call.done();
  }

  private static void replace(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("AssociationId");
    String table = call.params().required("RouteTableId");
    call.may(Kind.ROUTE_TABLE, table);
    call.begin();
    Thing association = estate.require(Kind.ASSOCIATION, id);
    estate.require(Kind.ROUTE_TABLE, table);
    estate.things().end(id);
    Map<String, String> properties = new java.util.TreeMap<>(association.properties());
    properties.put("table", table);
    String subnet = prop(association, "subnet");
    Thing next =
        estate.make(
            Kind.ASSOCIATION,
            association.name(),
            "",
            Map.of(),
            properties,
            subnet.isEmpty() ? Set.of() : Set.of(subnet, table));
    call.xml().add("newAssociationId", next.id());
    call.xml().open("associationState").add("state", "associated").close();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("RouteTableId");
    call.may(Kind.ROUTE_TABLE, id);
    call.begin();
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    List<Thing> users = associations(estate, table);
    if (!users.isEmpty()) {
      throw Refusals.inUse("The routeTable '" + id + "'", users.get(0).id());
    }
    drop(estate, id);
    call.done();
  }
}
