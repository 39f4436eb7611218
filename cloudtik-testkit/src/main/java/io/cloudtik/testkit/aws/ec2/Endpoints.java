/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;
import static io.cloudtik.testkit.aws.ec2.Props.props;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Ways to S3 past the internet. See <i>Gateway endpoints</i> of the guide of AWS PrivateLink. */
final class Endpoints {
  private static final String OPEN_POLICY =
      "{\"Version\":\"2008-10-17\",\"Statement\":[{\"Effect\":\"Allow\",\"Principal\":\"*\","
          + "\"Action\":\"*\",\"Resource\":\"*\"}]}";

  private Endpoints() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateVpcEndpoint", Endpoints::create);
    actions.put("DescribeVpcEndpoints", Endpoints::describe);
    actions.put("ModifyVpcEndpoint", Endpoints::modify);
    actions.put("DeleteVpcEndpoints", Endpoints::delete);
    actions.put("DescribePrefixLists", Endpoints::prefixLists);
  }

  static String service(Estate estate) {
    return "com.amazonaws." + estate.region() + ".s3";
  }

  static String prefixListId(Estate estate) {
    return "pl-%08x".formatted(estate.region().hashCode());
  }

  /** Returns the endpoints that a table leads to. */
  static List<Thing> of(Estate estate, String table) {
    return estate.all(Kind.ENDPOINT).stream()
        .filter(it -> it.state() != Thing.State.DELETING && props(it, "tables").contains(table))
        .toList();
  }

  /** A table is no more. */
  static void forget(Estate estate, String table) {
    for (Thing endpoint : of(estate, table)) {
      Set<String> left = new TreeSet<>(props(endpoint, "tables"));
      left.remove(table);
      Props.put(estate, endpoint.id(), "tables", String.join(",", left));
    }
  }

  private static String state(Thing endpoint) {
    return switch (endpoint.state()) {
      case PENDING -> "pending";
      case READY -> "available";
      case DELETING -> "deleting";
      case GONE -> "deleted";
    };
  }

  private static void row(XmlWriter xml, Thing endpoint, Estate estate) {
    xml.add("vpcEndpointId", endpoint.id()).add("vpcEndpointType", "Gateway");
    xml.add("vpcId", prop(endpoint, "vpc")).add("serviceName", service(estate));
    xml.add("state", state(endpoint)).add("policyDocument", prop(endpoint, "policy"));
    xml.open("routeTableIdSet");
    props(endpoint, "tables").forEach(table -> xml.add("item", table));
    xml.close().open("subnetIdSet").close().open("groupSet").close();
    xml.add("privateDnsEnabled", "false").add("requesterManaged", "false");
    xml.open("networkInterfaceIdSet").close().open("dnsEntrySet").close();
    xml.add("creationTimestamp", estate.made(endpoint.id())).add("ownerId", estate.account());
    Tags.write(xml, endpoint.labels());
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("vpcEndpointSet", (xml, endpoint) -> row(xml, endpoint, estate))
        .byId("VpcEndpointId", Kind.ENDPOINT.notFound())
        .pages(1, 1_000)
        .filter("vpc-endpoint-id", Thing::id)
        .filter("vpc-id", endpoint -> prop(endpoint, "vpc"))
        .filter("service-name", endpoint -> service(estate))
        .filter("vpc-endpoint-state", Endpoints::state)
        .filter("vpc-endpoint-type", endpoint -> "Gateway")
        .answer(call, () -> estate.seen(Kind.ENDPOINT));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String vpc = params.required("VpcId");
    String type = params.text("VpcEndpointType", "Gateway");
    String service = params.required("ServiceName");
    String policy = params.text("PolicyDocument", OPEN_POLICY);
    List<String> tables = params.list("RouteTableId");
    String token = params.text("ClientToken");
    Map<String, String> tags = call.tags(Kind.ENDPOINT.type());
    call.may(Kind.VPC, vpc);
    tables.forEach(table -> call.may(Kind.ROUTE_TABLE, table));
    call.mayMake(
        Kind.ENDPOINT.type(),
        tags,
        Props.of("ec2:Vpc", estate.arn(Kind.VPC, vpc), "ec2:VpceServiceName", service));
    call.begin();
    Optional<Thing> same = ClientTokens.earlier(estate.all(Kind.ENDPOINT), token, params);
    if (same.isPresent()) {
      answer(call, same.get(), token);
      return;
    }
    estate.require(Kind.VPC, vpc);
    if (!type.equals("Gateway") || !service.equals(service(estate))) {
      throw Refusals.of(
          "InvalidServiceName", "The Vpc Endpoint Service '%s' does not exist", service);
    }
    tables.forEach(table -> checkTable(estate, vpc, table));
    Quotas.require(
        estate, Kind.ENDPOINT, "VpcEndpointLimitExceeded", "The maximum number of VPC endpoints");
    Map<String, String> properties =
        Props.of("vpc", vpc, "tables", String.join(",", tables), "policy", policy);
    Thing endpoint =
        estate.make(
            Kind.ENDPOINT,
            "",
            token,
            tags,
            ClientTokens.kept(properties, token, params),
            Set.of(vpc));
    answer(call, endpoint, token);
  }

  private static void checkTable(Estate estate, String vpc, String id) {
    Thing table = estate.require(Kind.ROUTE_TABLE, id);
    if (!prop(table, "vpc").equals(vpc)) {
      throw Refusals.of(
          "InvalidParameterValue", "Route table %s does not belong to network %s", id, vpc);
    }
    if (!of(estate, id).isEmpty()) {
      throw Refusals.of(
          "RouteAlreadyExists",
          "route table %s already has a route with destination-prefix-list-id %s",
          id,
          prefixListId(estate));
    }
  }

  private static void answer(Call call, Thing endpoint, String token) {
    call.xml().open("vpcEndpoint");
    row(call.xml(), endpoint, call.estate());
    call.xml().close();
    if (!token.isEmpty()) {
      call.xml().add("clientToken", token);
    }
  }

  private static void modify(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String id = params.required("VpcEndpointId");
    List<String> added = params.list("AddRouteTableId");
    List<String> removed = params.list("RemoveRouteTableId");
    String policy = params.text("PolicyDocument");
    boolean resets = params.flag("ResetPolicy", false);
    call.may(Kind.ENDPOINT, id);
    call.begin();
    Thing endpoint = estate.require(Kind.ENDPOINT, id);
    Set<String> tables = new TreeSet<>(props(endpoint, "tables"));
    for (String table : new HashSet<>(added)) {
      if (!tables.contains(table)) {
        checkTable(estate, prop(endpoint, "vpc"), table);
      }
    }
    tables.addAll(added);
    removed.forEach(tables::remove);
    Props.put(estate, id, "tables", String.join(",", tables));
    Props.set(estate, id, "policy", resets ? OPEN_POLICY : policy);
    call.done();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    List<String> ids = call.params().list("VpcEndpointId");
    ids.forEach(id -> call.may(Kind.ENDPOINT, id));
    call.begin();
    XmlWriter xml = call.xml().open("unsuccessful");
    for (String id : ids) {
      if (estate.find(Kind.ENDPOINT, id).isPresent() && estate.things().isSeen(id)) {
        estate.things().end(id);
      } else {
        xml.open("item").add("resourceId", id).open("error");
        xml.add("code", "InvalidVpcEndpoint.NotFound");
        xml.add("message", "The Vpc Endpoint Id '" + id + "' does not exist").close().close();
      }
    }
    xml.close();
  }

  private static void prefixLists(Call call) {
    Estate estate = call.estate();
    new Listing<String>(
            "prefixListSet", id -> id, id -> Map.of(), (xml, id) -> prefixList(xml, id, estate))
        .byId("PrefixListId", "InvalidPrefixListId.NotFound")
        .filter("prefix-list-id", id -> id)
        .filter("prefix-list-name", id -> service(estate))
        .answer(call, () -> List.of(prefixListId(estate)));
  }

  private static void prefixList(XmlWriter xml, String id, Estate estate) {
    xml.add("prefixListId", id).add("prefixListName", service(estate));
    xml.open("cidrSet").add("item", "203.0.113.0/24").close();
  }
}
