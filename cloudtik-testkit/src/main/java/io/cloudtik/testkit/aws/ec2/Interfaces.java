/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.ec2.Props.prop;
import static io.cloudtik.testkit.aws.ec2.Props.props;

import io.cloudtik.testkit.aws.wire.XmlWriter;
import io.cloudtik.testkit.cloud.Thing;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** Interfaces of networks: of instances, of NAT gateways, and of nobody yet. */
final class Interfaces {
  private Interfaces() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("DescribeNetworkInterfaces", Interfaces::describe);
    actions.put("CreateNetworkInterface", Interfaces::create);
    actions.put("DeleteNetworkInterface", Interfaces::delete);
  }

  /** Makes one in a subnet, at a free address if none is given. */
  static Thing make(
      Estate estate,
      Thing subnet,
      String address,
      Map<String, String> about,
      Map<String, String> tags,
      Set<String> groups) {
    Map<String, String> properties = new TreeMap<>(about);
    properties.put("subnet", subnet.id());
    properties.put("vpc", prop(subnet, "vpc"));
    properties.put("zone", prop(subnet, "zone"));
    properties.put("address", address.isEmpty() ? Subnets.address(estate, subnet) : address);
    properties.put("groups", String.join(",", groups));
    return estate.make(
        Kind.INTERFACE, "", "", tags, properties, Set.of(subnet.id(), prop(subnet, "vpc")));
  }

  static void drop(Estate estate, String id) {
    if (estate.find(Kind.INTERFACE, id).isPresent()) {
      estate.things().end(id);
    }
  }

  /** Returns the public address that is mapped to one, or nothing. */
  static String publicIp(Estate estate, Thing of) {
    return address(estate, of).map(Thing::name).orElseGet(() -> prop(of, "publicIp"));
  }

  private static Optional<Thing> address(Estate estate, Thing of) {
    return estate.all(Kind.ADDRESS).stream()
        .filter(it -> prop(it, "interface").equals(of.id()))
        .findFirst();
  }

  static String mac(Thing of) {
    String hex = of.id().substring(of.id().length() - 8);
    return "02:00:%s:%s:%s:%s"
        .formatted(
            hex.substring(0, 2), hex.substring(2, 4), hex.substring(4, 6), hex.substring(6, 8));
  }

  static String dnsName(Estate estate, String address) {
    return "ip-%s.%s.compute.internal".formatted(address.replace('.', '-'), estate.region());
  }

  private static String status(Thing of) {
    return prop(of, "instance").isEmpty() && prop(of, "nat").isEmpty() ? "available" : "in-use";
  }

  private static void row(XmlWriter xml, Thing of, Estate estate) {
    xml.add("networkInterfaceId", of.id()).add("subnetId", prop(of, "subnet"));
    xml.add("vpcId", prop(of, "vpc")).add("availabilityZone", prop(of, "zone"));
    xml.add("description", prop(of, "description")).add("ownerId", estate.account());
    xml.add("interfaceType", prop(of, "nat").isEmpty() ? "interface" : "nat_gateway");
    xml.add("requesterManaged", !prop(of, "nat").isEmpty()).add("status", status(of));
    xml.add("macAddress", mac(of)).add("privateIpAddress", prop(of, "address"));
    xml.add("privateDnsName", dnsName(estate, prop(of, "address")));
    xml.add("sourceDestCheck", prop(of, "nat").isEmpty());
    SecurityGroups.write(xml, estate, props(of, "groups"));
    if (!prop(of, "instance").isEmpty()) {
      xml.open("attachment").add("attachmentId", of.id().replace("eni-", "eni-attach-"));
      xml.add("instanceId", prop(of, "instance")).add("instanceOwnerId", estate.account());
      xml.add("deviceIndex", "0").add("status", "attached");
      xml.add("attachTime", estate.made(of.id())).add("deleteOnTermination", "true").close();
    }
    association(xml, of, estate);
    xml.open("privateIpAddressesSet").open("item");
    xml.add("privateIpAddress", prop(of, "address")).add("primary", "true");
    association(xml, of, estate);
    xml.close().close();
    Tags.write(xml, of.labels());
  }

  private static void association(XmlWriter xml, Thing of, Estate estate) {
    String publicIp = publicIp(estate, of);
    if (!publicIp.isEmpty()) {
      xml.open("association").add("publicIp", publicIp);
      Optional<Thing> address = address(estate, of);
      address.ifPresent(
          it -> {
            xml.add("allocationId", it.id());
            xml.add("associationId", Addresses.associationId(it));
          });
      xml.add("ipOwnerId", address.isPresent() ? estate.account() : "amazon").close();
    }
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    // Tags of interfaces are in an element of another name than elsewhere in the model, not on the
    // wire.
    Listing.ofThings("networkInterfaceSet", (xml, of) -> row(xml, of, estate))
        .byId("NetworkInterfaceId", Kind.INTERFACE.notFound())
        .filter("network-interface-id", Thing::id)
        .filter("vpc-id", of -> prop(of, "vpc"))
        .filter("subnet-id", of -> prop(of, "subnet"))
        .filter("availability-zone", of -> prop(of, "zone"))
        .filter("status", Interfaces::status)
        .filter("description", of -> prop(of, "description"))
        .filter("private-ip-address", of -> prop(of, "address"))
        .filter("attachment.instance-id", of -> prop(of, "instance"))
        .filter("interface-type", of -> prop(of, "nat").isEmpty() ? "interface" : "nat_gateway")
        .filter("requester-managed", of -> String.valueOf(!prop(of, "nat").isEmpty()))
        .filter("owner-id", of -> estate.account())
        .filters("group-id", of -> props(of, "groups"))
        .filters(
            "group-name",
            of -> props(of, "groups").stream().map(it -> SecurityGroups.name(estate, it)).toList())
        .answer(call, () -> estate.seen(Kind.INTERFACE));
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String subnetId = params.required("SubnetId");
    String description = params.text("Description");
    String address = params.text("PrivateIpAddress");
    List<String> groups = params.list("SecurityGroupId");
    String token = params.text("ClientToken");
    Map<String, String> tags = call.tags(Kind.INTERFACE.type());
    call.may(Kind.SUBNET, subnetId);
    groups.forEach(group -> call.may(Kind.GROUP, group));
    call.mayMake(Kind.INTERFACE.type(), tags, Map.of());
    call.begin();
    Thing made = ClientTokens.earlier(estate.all(Kind.INTERFACE), token, params).orElse(null);
    if (made == null) {
      Thing subnet = estate.require(Kind.SUBNET, subnetId);
      List<String> in = SecurityGroups.require(estate, prop(subnet, "vpc"), groups, List.of());
      Map<String, String> about =
          ClientTokens.kept(Props.of("description", description), token, params);
      made = make(estate, subnet, address, about, tags, Set.copyOf(in));
    }
    call.xml().open("networkInterface");
    row(call.xml(), made, estate);
    call.xml().close();
    if (!token.isEmpty()) {
      call.xml().add("clientToken", token);
    }
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("NetworkInterfaceId");
    call.may(Kind.INTERFACE, id);
    call.begin();
    Thing of = estate.require(Kind.INTERFACE, id);
    if (status(of).equals("in-use")) {
      throw Refusals.of("InvalidParameterValue", "Network interface '%s' is currently in use.", id);
    }
    estate.things().end(id);
    call.done();
  }
}
