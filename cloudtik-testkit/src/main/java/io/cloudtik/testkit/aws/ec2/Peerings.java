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
import java.util.Set;

/** Connections of networks. See <i>VPC peering connection lifecycle</i> of the peering guide. */
final class Peerings {
  private static final Duration TOLD_OF = Duration.ofHours(2);
  private static final Duration WAITS = Duration.ofDays(7);

  private Peerings() {}

  static void addTo(Map<String, Action> actions) {
    actions.put("CreateVpcPeeringConnection", Peerings::create);
    actions.put("AcceptVpcPeeringConnection", Peerings::accept);
    actions.put("DescribeVpcPeeringConnections", Peerings::describe);
    actions.put("DeleteVpcPeeringConnection", Peerings::delete);
  }

  static String status(Thing peering) {
    return switch (peering.state()) {
      case PENDING -> prop(peering, "failed").isEmpty() ? "initiating-request" : "failed";
      case READY -> prop(peering, "accepted").isEmpty() ? "pending-acceptance" : "active";
      case DELETING -> prop(peering, "failed").isEmpty() ? "deleting" : "failed";
      case GONE -> prop(peering, "failed").isEmpty() ? "deleted" : "failed";
    };
  }

  static boolean isUp(Thing peering) {
    return status(peering).equals("active");
  }

  private static void row(XmlWriter xml, Thing peering, Estate estate) {
    xml.add("vpcPeeringConnectionId", peering.id());
    side(xml, "requesterVpcInfo", prop(peering, "vpc"), prop(peering, "cidr"), estate);
    side(xml, "accepterVpcInfo", prop(peering, "peer"), prop(peering, "peerCidr"), estate);
    String status = status(peering);
    xml.open("status").add("code", status).add("message", status).close();
    if (!isUp(peering)) {
      xml.add("expirationTime", estate.made(peering.id()).plus(WAITS));
    }
    Tags.write(xml, peering.labels());
  }

  private static void side(XmlWriter xml, String element, String vpc, String cidr, Estate estate) {
    xml.open(element).add("ownerId", estate.account()).add("vpcId", vpc);
    if (!cidr.isEmpty()) {
      xml.add("cidrBlock", cidr).open("cidrBlockSet").open("item").add("cidrBlock", cidr);
      xml.close().close();
    }
    xml.add("region", estate.region()).close();
  }

  private static void describe(Call call) {
    Estate estate = call.estate();
    Listing.ofThings("vpcPeeringConnectionSet", (xml, it) -> row(xml, it, estate))
        .byId("VpcPeeringConnectionId", Kind.PEERING.notFound())
        .filter("vpc-peering-connection-id", Thing::id)
        .filter("requester-vpc-info.vpc-id", it -> prop(it, "vpc"))
        .filter("requester-vpc-info.cidr-block", it -> prop(it, "cidr"))
        .filter("requester-vpc-info.owner-id", it -> estate.account())
        .filter("accepter-vpc-info.vpc-id", it -> prop(it, "peer"))
        .filter("accepter-vpc-info.cidr-block", it -> prop(it, "peerCidr"))
        .filter("accepter-vpc-info.owner-id", it -> estate.account())
        .filter("status-code", Peerings::status)
        .answer(call, () -> told(estate));
  }

  private static List<Thing> told(Estate estate) {
    List<Thing> all = new ArrayList<>(estate.seen(Kind.PEERING));
    all.addAll(estate.things().gone(Kind.PEERING.thing(), TOLD_OF));
    return all;
  }

  private static void create(Call call) {
    Estate estate = call.estate();
    Params params = call.params();
    String vpcId = params.required("VpcId");
    String peerId = params.required("PeerVpcId");
    String owner = params.text("PeerOwnerId", estate.account());
    String region = params.text("PeerRegion", estate.region());
    Map<String, String> tags = call.tags(Kind.PEERING.type());
    call.may(Kind.VPC, vpcId);
    call.mayMake(
        Kind.PEERING.type(),
        tags,
        Props.of(
            "ec2:RequesterVpc", estate.arn(Kind.VPC, vpcId),
            "ec2:AccepterVpc", estate.arn(Kind.VPC, peerId)));
    call.begin();
    Thing vpc = estate.require(Kind.VPC, vpcId);
    if (!owner.equals(estate.account()) || !region.equals(estate.region())) {
      throw Refusals.of(
          "UnsupportedOperation", "Peering is emulated in one account and one region.");
    }
    Thing same =
        estate.all(Kind.PEERING).stream()
            .filter(it -> prop(it, "vpc").equals(vpcId) && prop(it, "peer").equals(peerId))
            .filter(it -> it.state() != Thing.State.DELETING)
            .findFirst()
            .orElse(null);
    Thing peering = same == null ? made(estate, vpc, peerId, tags) : same;
    call.xml().open("vpcPeeringConnection");
    row(call.xml(), peering, estate);
    call.xml().close();
  }

  /** Whether it can be is told later: networks that overlap cannot be connected. */
  private static Thing made(Estate estate, Thing vpc, String peerId, Map<String, String> tags) {
    Thing peer = estate.find(Kind.VPC, peerId).orElse(null);
    String peerCidr = peer == null ? "" : prop(peer, "cidr");
    boolean fails = peer == null || Cidr.of(peerCidr).overlaps(Cidr.of(prop(vpc, "cidr")));
    Thing peering =
        estate.make(
            Kind.PEERING,
            "",
            "",
            tags,
            Props.of(
                "vpc",
                vpc.id(),
                "cidr",
                prop(vpc, "cidr"),
                "peer",
                peerId,
                "peerCidr",
                peerCidr,
                "accepted",
                "",
                "failed",
                fails ? "true" : ""),
            fails ? Set.of() : Set.of(vpc.id(), peerId));
    if (fails) {
      estate.things().end(peering.id());
    }
    return peering;
  }

  private static void accept(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("VpcPeeringConnectionId");
    call.may(Kind.PEERING, id);
    call.begin();
    Thing peering = estate.require(Kind.PEERING, id);
    String status = status(peering);
    if (!status.equals("pending-acceptance") && !status.equals("active")) {
      throw Refusals.of(
          "InvalidStateTransition",
          "Invalid state transition for %s, attempted to transition from %s to active",
          id,
          status);
    }
    Props.put(estate, id, "accepted", "true");
    call.xml().open("vpcPeeringConnection");
    row(call.xml(), estate.find(Kind.PEERING, id).orElseThrow(), estate);
    call.xml().close();
  }

  private static void delete(Call call) {
    Estate estate = call.estate();
    String id = call.params().required("VpcPeeringConnectionId");
    call.may(Kind.PEERING, id);
    call.begin();
    Thing peering = estate.require(Kind.PEERING, id);
    if (peering.state() == Thing.State.DELETING) {
      throw Refusals.of(
          "InvalidStateTransition", "Invalid state transition for %s: it is being deleted", id);
    }
    estate.things().end(id);
    call.done();
  }
}
