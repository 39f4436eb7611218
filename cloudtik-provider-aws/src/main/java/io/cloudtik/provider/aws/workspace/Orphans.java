/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;

/**
 * Finds what earlier versions of the library, or of the config, made and this one does not know.
 */
final class Orphans {
  private final Scope scope;
  private final Listings listings;
  private final Set<String> known;
  private final List<String> found = new ArrayList<>();

  Orphans(Scope scope, Listings listings, Set<String> known) {
    this.scope = scope;
    this.listings = listings;
    this.known = known;
  }

  List<String> all() {
    add("VPC", listings.networks, Vpc::vpcId, Vpc::tags, it -> true);
    add("subnet", listings.subnets, Subnet::subnetId, Subnet::tags, it -> true);
    add(
        "internet gateway",
        listings.internetGateways,
        InternetGateway::internetGatewayId,
        InternetGateway::tags,
        it -> true);
    add(
        "route table",
        listings.routeTables,
        RouteTable::routeTableId,
        RouteTable::tags,
        it -> true);
    add(
        "NAT gateway",
        listings.natGateways,
        NatGateway::natGatewayId,
        NatGateway::tags,
        it -> it.state() != NatGatewayState.DELETED && it.state() != NatGatewayState.FAILED);
    add("public address", listings.addresses, Address::allocationId, Address::tags, it -> true);
    add(
        "endpoint",
        listings.endpoints,
        VpcEndpoint::vpcEndpointId,
        VpcEndpoint::tags,
        it -> !StorageEndpoint.is(it, "deleted"));
    add("security group", listings.groups, SecurityGroup::groupId, SecurityGroup::tags, it -> true);
    return List.copyOf(found);
  }

  private <T> void add(
      String kind,
      Seen<T> seen,
      Function<T, String> id,
      Function<T, List<Tag>> tags,
      Predicate<T> exists) {
    for (T thing : seen.fresh()) {
      String resource = Scope.value(tags.apply(thing), Scope.RESOURCE);
      // What belongs to a cluster has no such tag, and is in the inventory of the cluster.
      if (exists.test(thing) && !resource.isEmpty() && !known.contains(resource)) {
        found.add(
            "%s %s, %s of workspace %s"
                .formatted(kind, id.apply(thing), resource, scope.workspace()));
      }
    }
  }
}
