/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import io.cloudtik.testkit.cloud.ThingKind;

/** What EC2 calls the things of the simulated cloud: prefixes of ids, types in ARNs, refusals. */
enum Kind {
  VPC(ThingKind.NETWORK, "vpc-", "vpc", "InvalidVpcID.NotFound"),
  SUBNET(ThingKind.SUBNET, "subnet-", "subnet", "InvalidSubnetID.NotFound"),
  INTERNET_GATEWAY(
      ThingKind.INTERNET_GATEWAY, "igw-", "internet-gateway", "InvalidInternetGatewayID.NotFound"),
  ADDRESS(ThingKind.ADDRESS, "eipalloc-", "elastic-ip", "InvalidAllocationID.NotFound"),
  NAT_GATEWAY(ThingKind.NAT_GATEWAY, "nat-", "natgateway", "NatGatewayNotFound"),
  ROUTE_TABLE(ThingKind.ROUTE_TABLE, "rtb-", "route-table", "InvalidRouteTableID.NotFound"),
  ROUTE(ThingKind.ROUTE, "route-", "", "InvalidRoute.NotFound"),
  ASSOCIATION(ThingKind.ROUTE_ASSOCIATION, "rtbassoc-", "", "InvalidAssociationID.NotFound"),
  ENDPOINT(ThingKind.STORAGE_ENDPOINT, "vpce-", "vpc-endpoint", "InvalidVpcEndpointId.NotFound"),
  GROUP(ThingKind.FIREWALL, "sg-", "security-group", "InvalidGroup.NotFound"),
  RULE(
      ThingKind.FIREWALL_RULE,
      "sgr-",
      "security-group-rule",
      "InvalidSecurityGroupRuleId.NotFound"),
  PEERING(
      ThingKind.PEERING,
      "pcx-",
      "vpc-peering-connection",
      "InvalidVpcPeeringConnectionID.NotFound"),
  VOLUME(ThingKind.VOLUME, "vol-", "volume", "InvalidVolume.NotFound"),
  INTERFACE(ThingKind.INTERFACE, "eni-", "network-interface", "InvalidNetworkInterfaceID.NotFound"),
  KEY_PAIR(ThingKind.KEY_PAIR, "key-", "key-pair", "InvalidKeyPair.NotFound"),
  SPOT_REQUEST(
      ThingKind.SPOT_REQUEST,
      "sir-",
      "spot-instances-request",
      "InvalidSpotInstanceRequestID.NotFound"),
  PLACEMENT_GROUP(
      ThingKind.PLACEMENT_GROUP, "pg-", "placement-group", "InvalidPlacementGroup.Unknown");

  private final ThingKind thing;
  private final String prefix;
  private final String type;
  private final String notFound;

  Kind(ThingKind thing, String prefix, String type, String notFound) {
    this.thing = thing;
    this.prefix = prefix;
    this.type = type;
    this.notFound = notFound;
  }

  ThingKind thing() {
    return thing;
  }

  String prefix() {
    return prefix;
  }

  /** Returns the type of resource, as tags and ARNs have it; empty if it is none. */
  String type() {
    return type;
  }

  String notFound() {
    return notFound;
  }

  static Kind of(ThingKind thing) {
    for (Kind kind : values()) {
      if (kind.thing == thing) {
        return kind;
      }
    }
    throw new IllegalArgumentException(thing.toString());
  }
}
