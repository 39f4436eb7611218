/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.aws.AwsLab;
import io.cloudtik.testkit.cloud.ThingKind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.CreateVpcEndpointRequest;
import software.amazon.awssdk.services.ec2.model.IpPermission;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.UserIdGroupPair;

/** What depends on something keeps it, what is there is not made again, and there is not more. */
class Ec2RulesTest {
  private final AwsLab lab = new AwsLab();
  private final Ec2Client ec2 = lab.root();
  private final Net net = new Net(ec2);

  @AfterEach
  void close() {
    lab.close();
  }

  private static IpPermission ssh(String cidr) {
    return IpPermission.builder()
        .ipProtocol("tcp")
        .fromPort(22)
        .toPort(22)
        .ipRanges(it -> it.cidrIp(cidr))
        .build();
  }

  private static IpPermission from(String group) {
    return IpPermission.builder()
        .ipProtocol("-1")
        .userIdGroupPairs(UserIdGroupPair.builder().groupId(group).build())
        .build();
  }

  @Test
  void aNetworkIsKeptByWhatIsInItButNotByWhatCameWithIt() {
    String vpc = net.vpc("10.7.0.0/16");
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    assertRefused("DependencyViolation", () -> ec2.deleteVpc(it -> it.vpcId(vpc)));
    ec2.deleteSubnet(it -> it.subnetId(subnet));
    String gateway = net.gateway(vpc);
    assertRefused("DependencyViolation", () -> ec2.deleteVpc(it -> it.vpcId(vpc)));
    ec2.detachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc));
    String group = net.group(vpc, "own");
    assertRefused("DependencyViolation", () -> ec2.deleteVpc(it -> it.vpcId(vpc)));
    ec2.deleteSecurityGroup(it -> it.groupId(group));
    String table = ec2.createRouteTable(it -> it.vpcId(vpc)).routeTable().routeTableId();
    assertRefused("DependencyViolation", () -> ec2.deleteVpc(it -> it.vpcId(vpc)));
    ec2.deleteRouteTable(it -> it.routeTableId(table));
    String endpoint =
        ec2.createVpcEndpoint(it -> it.vpcId(vpc).serviceName("com.amazonaws.us-west-2.s3"))
            .vpcEndpoint()
            .vpcEndpointId();
    assertRefused("DependencyViolation", () -> ec2.deleteVpc(it -> it.vpcId(vpc)));
    ec2.deleteVpcEndpoints(it -> it.vpcEndpointIds(endpoint));
    lab.cloud().time().pause(Duration.ofSeconds(3));
    ec2.deleteVpc(it -> it.vpcId(vpc));
    ec2.deleteInternetGateway(it -> it.internetGatewayId(gateway));
    assertThat(lab.cloud().leftovers()).isEmpty();
  }

  @Test
  void aGroupIsKeptByRulesOfOthersAndItsOwnDefaultStays() {
    String vpc = net.vpc("10.7.0.0/16");
    String one = net.group(vpc, "one");
    String two = net.group(vpc, "two");
    ec2.authorizeSecurityGroupIngress(it -> it.groupId(one).ipPermissions(from(one)));
    ec2.authorizeSecurityGroupIngress(it -> it.groupId(two).ipPermissions(from(one)));
    assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(it -> it.groupId(one)));
    ec2.revokeSecurityGroupIngress(it -> it.groupId(two).ipPermissions(from(one)));
    ec2.deleteSecurityGroup(it -> it.groupId(one));
    String own =
        ec2.describeSecurityGroups(it -> it.filters(f -> f.name("group-name").values("default")))
            .securityGroups()
            .get(0)
            .groupId();
    assertRefused("CannotDelete", () -> ec2.deleteSecurityGroup(it -> it.groupId(own)));
  }

  @Test
  void aGatewayIsKeptByPublicAddressesBehindIt() {
    String vpc = net.vpc("10.7.0.0/16");
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    String gateway = net.gateway(vpc);
    ec2.modifySubnetAttribute(it -> it.subnetId(subnet).mapPublicIpOnLaunch(v -> v.value(true)));
    List<String> ids = net.launch(subnet, 1);
    assertRefused(
        "DependencyViolation",
        () -> ec2.detachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc)));
    ec2.terminateInstances(it -> it.instanceIds(ids));
    lab.cloud().time().pause(Duration.ofMinutes(1));
    ec2.detachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc));
  }

  @Test
  void aNatGatewayThatCannotBeIsMadeAndFails() {
    String vpc = net.vpc("10.7.0.0/16");
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    String address = net.address();
    NatGateway made =
        ec2.createNatGateway(it -> it.subnetId(subnet).allocationId(address)).natGateway();
    NatGateway seen =
        ec2.describeNatGateways(it -> it.natGatewayIds(made.natGatewayId())).natGateways().get(0);
    assertThat(seen.stateAsString()).isEqualTo("failed");
    assertThat(seen.failureCode()).isEqualTo("Gateway.NotAttached");
    ec2.releaseAddress(it -> it.allocationId(address));
  }

  @Test
  void whatIsThereIsNotMadeAgain() {
    String vpc = net.vpc("10.7.0.0/16");
    net.subnet(vpc, "10.7.0.0/24");
    assertRefused("InvalidSubnet.Conflict", () -> net.subnet(vpc, "10.7.0.128/25"));
    assertRefused("InvalidSubnet.Range", () -> net.subnet(vpc, "10.8.0.0/24"));
    String group = net.group(vpc, "g");
    assertRefused("InvalidGroup.Duplicate", () -> net.group(vpc, "g"));
    ec2.authorizeSecurityGroupIngress(
        it -> it.groupId(group).ipPermissions(ssh("192.0.2.0/24"), ssh("198.51.100.0/24")));
    assertRefused(
        "InvalidPermission.Duplicate",
        () ->
            ec2.authorizeSecurityGroupIngress(
                it -> it.groupId(group).ipPermissions(ssh("192.0.2.0/24"))));
    assertRefused(
        "InvalidPermission.NotFound",
        () ->
            ec2.revokeSecurityGroupIngress(
                it -> it.groupId(group).ipPermissions(ssh("203.0.113.0/24"))));
    String gateway = net.gateway(vpc);
    assertRefused(
        "Resource.AlreadyAssociated",
        () -> ec2.attachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc)));
    String table = ec2.createRouteTable(it -> it.vpcId(vpc)).routeTable().routeTableId();
    ec2.createVpcEndpoint(
        it -> it.vpcId(vpc).serviceName("com.amazonaws.us-west-2.s3").routeTableIds(table));
    assertRefused(
        "RouteAlreadyExists",
        () ->
            ec2.createVpcEndpoint(
                it ->
                    it.vpcId(vpc).serviceName("com.amazonaws.us-west-2.s3").routeTableIds(table)));
    ec2.createPlacementGroup(it -> it.groupName("near").strategy("cluster"));
    assertRefused(
        "InvalidPlacementGroup.Duplicate",
        () -> ec2.createPlacementGroup(it -> it.groupName("near").strategy("cluster")));
  }

  @Test
  void aTokenStandsForItsEndpointAndForItsNatGateway() {
    String vpc = net.vpc("10.7.0.0/16");
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    CreateVpcEndpointRequest endpoint =
        CreateVpcEndpointRequest.builder()
            .vpcId(vpc)
            .serviceName("com.amazonaws.us-west-2.s3")
            .clientToken("e")
            .build();
    assertThat(ec2.createVpcEndpoint(endpoint).vpcEndpoint().vpcEndpointId())
        .isEqualTo(ec2.createVpcEndpoint(endpoint).vpcEndpoint().vpcEndpointId());
    assertRefused(
        "IdempotentParameterMismatch",
        () -> ec2.createVpcEndpoint(endpoint.toBuilder().policyDocument("{}").build()));
    assertThat(nat(subnet, "n")).isEqualTo(nat(subnet, "n")).isNotEqualTo(nat(subnet, "m"));
  }

  private String nat(String subnet, String token) {
    return ec2.createNatGateway(
            it -> it.subnetId(subnet).connectivityType("private").clientToken(token))
        .natGateway()
        .natGatewayId();
  }

  @Test
  void theAccountMayHaveOnlySoMany() {
    lab.cloud().things().quota(ThingKind.NETWORK, 1);
    lab.cloud().things().quota(ThingKind.ADDRESS, 1);
    lab.cloud().things().quota(ThingKind.NAT_GATEWAY, 0);
    String vpc = net.vpc("10.7.0.0/16");
    assertRefused("VpcLimitExceeded", () -> net.vpc("10.8.0.0/16"));
    net.address();
    assertRefused("AddressLimitExceeded", net::address);
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    assertRefused("NatGatewayLimitExceeded", () -> nat(subnet, "n"));
  }

  @Test
  void whatWasJustMadeIsNotKnownEverywhereYet() {
    lab.cloud().things().lag(Duration.ofSeconds(60));
    String vpc = net.vpc("10.7.0.0/16");
    assertThat(ec2.describeVpcs(it -> {}).vpcs()).isEmpty();
    assertRefused("InvalidVpcID.NotFound", () -> ec2.describeVpcs(it -> it.vpcIds(vpc)));
    assertRefused("InvalidVpcID.NotFound", () -> net.subnet(vpc, "10.7.0.0/24"));
    assertRefused(
        "InvalidVpcID.NotFound",
        () -> ec2.createTags(it -> it.resources(vpc).tags(t -> t.key("k").value("v"))));
    lab.cloud().time().pause(Duration.ofSeconds(61));
    assertThat(net.subnet(vpc, "10.7.0.0/24")).startsWith("subnet-");
    lab.cloud().things().lag(Duration.ZERO);
    lab.cloud().machines().lag(Duration.ofSeconds(60));
    String id = net.launch(ec2.describeSubnets(it -> {}).subnets().get(0).subnetId(), 1).get(0);
    assertRefused(
        "InvalidInstanceID.NotFound", () -> ec2.describeInstances(it -> it.instanceIds(id)));
    assertRefused(
        "InvalidInstanceID.NotFound", () -> ec2.terminateInstances(it -> it.instanceIds(id)));
  }

  @Test
  void networksThatOverlapAreNotConnectedAndOthersAreWhenItIsAccepted() {
    String one = net.vpc("10.7.0.0/16");
    String same = net.vpc("10.7.0.0/20");
    String two = net.vpc("10.8.0.0/16");
    assertThat(peer(one, same)).isEqualTo("failed");
    assertThat(peer(one, two)).isEqualTo("initiating-request");
    lab.cloud().time().pause(Duration.ofSeconds(6));
    String id =
        ec2.describeVpcPeeringConnections(
                it -> it.filters(f -> f.name("status-code").values("pending-acceptance")))
            .vpcPeeringConnections()
            .get(0)
            .vpcPeeringConnectionId();
    String table = ec2.createRouteTable(it -> it.vpcId(one)).routeTable().routeTableId();
    ec2.acceptVpcPeeringConnection(it -> it.vpcPeeringConnectionId(id));
    ec2.createRoute(
        it ->
            it.routeTableId(table).destinationCidrBlock("10.8.0.0/16").vpcPeeringConnectionId(id));
    ec2.deleteVpc(it -> it.vpcId(two));
    assertThat(ec2.describeRouteTables(it -> it.routeTableIds(table)).routeTables().get(0).routes())
        .extracting(it -> it.stateAsString())
        .containsExactly("active", "blackhole");
  }

  private String peer(String one, String two) {
    return ec2.createVpcPeeringConnection(it -> it.vpcId(one).peerVpcId(two))
        .vpcPeeringConnection()
        .status()
        .codeAsString();
  }
}
