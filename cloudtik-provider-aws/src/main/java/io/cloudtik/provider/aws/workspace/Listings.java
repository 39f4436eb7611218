/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.workspace;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Address;
import software.amazon.awssdk.services.ec2.model.InternetGateway;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.SecurityGroup;
import software.amazon.awssdk.services.ec2.model.Subnet;
import software.amazon.awssdk.services.ec2.model.Tag;
import software.amazon.awssdk.services.ec2.model.Vpc;
import software.amazon.awssdk.services.ec2.model.VpcEndpoint;
import software.amazon.awssdk.services.ec2.model.VpcPeeringConnection;

/**
 * What was made for the workspace, one listing for each kind. Of kinds of which an account may have
 * few, all that the region has is listed in the same call, so that it is known what the quota
 * leaves. Thread-safe.
 */
final class Listings {
  private final Scope scope;
  final Seen<Vpc> networks;
  final Seen<Subnet> subnets;
  final Seen<InternetGateway> internetGateways;
  final Seen<RouteTable> routeTables;
  final Seen<NatGateway> natGateways;
  final Seen<Address> addresses;
  final Seen<VpcEndpoint> endpoints;
  final Seen<SecurityGroup> groups;
  final Seen<VpcPeeringConnection> peerings;

  Listings(Scope scope) {
    this.scope = scope;
    networks =
        wide(
            "DescribeVpcs", Vpc::vpcId, Vpc::tags, () -> all(ec2().describeVpcsPaginator().vpcs()));
    subnets =
        seen(
            "DescribeSubnets",
            Subnet::subnetId,
            () -> all(ec2().describeSubnetsPaginator(b -> b.filters(scope.ours())).subnets()));
    internetGateways =
        wide(
            "DescribeInternetGateways",
            InternetGateway::internetGatewayId,
            InternetGateway::tags,
            () -> all(ec2().describeInternetGatewaysPaginator().internetGateways()));
    routeTables =
        seen(
            "DescribeRouteTables",
            RouteTable::routeTableId,
            () ->
                all(
                    ec2()
                        .describeRouteTablesPaginator(b -> b.filters(scope.ours()))
                        .routeTables()));
    natGateways =
        seen(
            "DescribeNatGateways",
            NatGateway::natGatewayId,
            () ->
                all(ec2().describeNatGatewaysPaginator(b -> b.filter(scope.ours())).natGateways()));
    addresses =
        wide(
            "DescribeAddresses",
            Address::allocationId,
            Address::tags,
            () -> ec2().describeAddresses().addresses());
    endpoints =
        seen(
            "DescribeVpcEndpoints",
            VpcEndpoint::vpcEndpointId,
            () ->
                all(
                    ec2()
                        .describeVpcEndpointsPaginator(b -> b.filters(scope.ours()))
                        .vpcEndpoints()));
    groups =
        seen(
            "DescribeSecurityGroups",
            SecurityGroup::groupId,
            () ->
                all(
                    ec2()
                        .describeSecurityGroupsPaginator(b -> b.filters(scope.ours()))
                        .securityGroups()));
    peerings =
        seen(
            "DescribeVpcPeeringConnections",
            VpcPeeringConnection::vpcPeeringConnectionId,
            () ->
                all(
                    ec2()
                        .describeVpcPeeringConnectionsPaginator(b -> b.filters(scope.ours()))
                        .vpcPeeringConnections()));
  }

  private Ec2Client ec2() {
    return scope.clients().ec2();
  }

  private static <T> List<T> all(Iterable<T> items) {
    return java.util.stream.StreamSupport.stream(items.spliterator(), false).toList();
  }

  private <T> Seen<T> seen(String call, Function<T, String> id, Supplier<List<T>> source) {
    return new Seen<>(scope.clock(), id, () -> scope.read(call, target(), source));
  }

  private <T> Seen<T> wide(
      String call, Function<T, String> id, Function<T, List<Tag>> tags, Supplier<List<T>> source) {
    return new Seen<>(
        scope.clock(),
        id,
        () -> scope.read(call, target(), source),
        it -> Scope.value(tags.apply(it), Scope.WORKSPACE).equals(scope.workspace()));
  }

  private String target() {
    return "workspace " + scope.workspace();
  }
}
