/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.aws.AwsLab;
import io.cloudtik.testkit.cloud.Machine;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceAttributeName;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;
import software.amazon.awssdk.services.ec2.model.ResourceType;
import software.amazon.awssdk.services.ec2.model.RouteTable;
import software.amazon.awssdk.services.ec2.model.VolumeType;

/** The SDK's client drives networks and instances from their making to their end. */
class Ec2LifeCycleTest {
  private final AwsLab lab = new AwsLab();
  private final Ec2Client ec2 = lab.root();
  private final Net net = new Net(ec2);

  @AfterEach
  void close() {
    lab.close();
  }

  private static Filter filter(String name, String value) {
    return Filter.builder().name(name).values(value).build();
  }

  private NatGateway nat(String id) {
    return ec2.describeNatGateways(it -> it.natGatewayIds(id)).natGateways().get(0);
  }

  @Test
  void aNetworkWithItsWaysOutIsMadeAndTakenDownWithNothingLeft() {
    String vpc = net.vpc("10.7.0.0/16");
    String open = net.subnet(vpc, "10.7.0.0/24");
    String inner = net.subnet(vpc, "10.7.1.0/24");
    String gateway = net.gateway(vpc);
    String address = net.address();
    String natId =
        ec2.createNatGateway(it -> it.subnetId(open).allocationId(address).clientToken("nat"))
            .natGateway()
            .natGatewayId();
    assertThat(nat(natId).state()).isEqualTo(NatGatewayState.PENDING);
    lab.cloud().time().pause(Duration.ofSeconds(91));
    assertThat(nat(natId).state()).isEqualTo(NatGatewayState.AVAILABLE);
    String table = ec2.createRouteTable(it -> it.vpcId(vpc)).routeTable().routeTableId();
    ec2.createRoute(
        it -> it.routeTableId(table).destinationCidrBlock("0.0.0.0/0").natGatewayId(natId));
    ec2.associateRouteTable(it -> it.routeTableId(table).subnetId(inner));
    String endpoint =
        ec2.createVpcEndpoint(
                it ->
                    it.vpcId(vpc)
                        .serviceName("com.amazonaws.us-west-2.s3")
                        .routeTableIds(table)
                        .clientToken("endpoint"))
            .vpcEndpoint()
            .vpcEndpointId();

    RouteTable seen =
        ec2.describeRouteTables(it -> it.filters(filter("association.subnet-id", inner)))
            .routeTables()
            .get(0);
    assertThat(seen.routes())
        .extracting(it -> it.destinationCidrBlock() + " " + it.stateAsString())
        .containsExactly("10.7.0.0/16 active", "null active", "0.0.0.0/0 active");
    assertThat(
            ec2.describeRouteTables(
                    it -> it.filters(filter("vpc-id", vpc), filter("association.main", "true")))
                .routeTables())
        .hasSize(1);

    ec2.deleteVpcEndpoints(it -> it.vpcEndpointIds(endpoint));
    ec2.deleteNatGateway(it -> it.natGatewayId(natId));
    assertThat(nat(natId).state()).isEqualTo(NatGatewayState.DELETING);
    assertRefused(
        "InvalidIPAddress.InUse", () -> ec2.releaseAddress(it -> it.allocationId(address)));
    lab.cloud().time().pause(Duration.ofSeconds(91));
    assertThat(nat(natId).state()).isEqualTo(NatGatewayState.DELETED);
    assertThat(ec2.describeRouteTables(it -> it.routeTableIds(table)).routeTables().get(0).routes())
        .extracting(it -> it.stateAsString())
        .containsExactly("active", "blackhole");
    ec2.releaseAddress(it -> it.allocationId(address));
    ec2.deleteSubnet(it -> it.subnetId(inner));
    ec2.deleteSubnet(it -> it.subnetId(open));
    ec2.deleteRouteTable(it -> it.routeTableId(table));
    ec2.detachInternetGateway(it -> it.internetGatewayId(gateway).vpcId(vpc));
    ec2.deleteInternetGateway(it -> it.internetGatewayId(gateway));
    ec2.deleteVpc(it -> it.vpcId(vpc));

    assertThat(lab.cloud().leftovers()).isEmpty();
    lab.cloud().time().pause(Duration.ofHours(1));
    assertRefused("NatGatewayNotFound", () -> nat(natId));
  }

  @Test
  void anInstanceBootsShowsWhatItWasLaunchedWithAndTakesItsDisksAndInterfaceWithIt() {
    String vpc = net.vpc("10.7.0.0/16");
    String subnet = net.subnet(vpc, "10.7.0.0/24");
    String group = net.group(vpc, "inside");
    lab.profile("worker");
    lab.cloud().time().pause(Duration.ofSeconds(10));
    String userData =
        Base64.getEncoder().encodeToString("#!/bin/sh".getBytes(StandardCharsets.UTF_8));
    Instance made =
        ec2.runInstances(
                Net.order(subnet, 1)
                    .clientToken("one")
                    .securityGroupIds(group)
                    .userData(userData)
                    .iamInstanceProfile(it -> it.name("worker"))
                    .metadataOptions(it -> it.httpTokens("required").httpPutResponseHopLimit(1))
                    .blockDeviceMappings(
                        it ->
                            it.deviceName("/dev/sda1")
                                .ebs(
                                    ebs ->
                                        ebs.volumeSize(20)
                                            .encrypted(true)
                                            .volumeType(VolumeType.GP3)))
                    .tagSpecifications(
                        Net.tagged(ResourceType.INSTANCE, "Name", "head"),
                        Net.tagged(ResourceType.VOLUME, "Name", "disk"))
                    .build())
            .instances()
            .get(0);
    assertThat(made.state().name()).isEqualTo(InstanceStateName.PENDING);
    lab.cloud().time().pause(Duration.ofSeconds(80));

    Instance runs =
        ec2.describeInstances(it -> it.filters(filter("tag:Name", "head")))
            .reservations()
            .get(0)
            .instances()
            .get(0);
    assertThat(runs.state().name()).isEqualTo(InstanceStateName.RUNNING);
    assertThat(runs.privateIpAddress()).isEqualTo("10.7.0.4");
    assertThat(runs.clientToken()).isEqualTo("one");
    assertThat(runs.metadataOptions().httpTokensAsString()).isEqualTo("required");
    assertThat(runs.iamInstanceProfile().arn()).endsWith(":instance-profile/worker");
    assertThat(runs.securityGroups()).extracting(it -> it.groupName()).containsExactly("inside");
    assertThat(
            ec2.describeInstanceAttribute(
                    it ->
                        it.instanceId(made.instanceId()).attribute(InstanceAttributeName.USER_DATA))
                .userData()
                .value())
        .isEqualTo(userData);
    Machine machine = lab.cloud().machines().all().get(0);
    assertThat(machine.order().userData()).isEqualTo("#!/bin/sh");
    assertThat(ec2.describeVolumes(it -> {}).volumes())
        .singleElement()
        .satisfies(
            it -> {
              assertThat(it.encrypted()).isTrue();
              assertThat(it.size()).isEqualTo(20);
              assertThat(it.attachments().get(0).instanceId()).isEqualTo(made.instanceId());
            });
    assertThat(ec2.describeNetworkInterfaces(it -> {}).networkInterfaces()).hasSize(1);
    assertThat(ec2.getConsoleOutput(it -> it.instanceId(made.instanceId())).output()).isNotEmpty();

    assertRefused("DependencyViolation", () -> ec2.deleteSubnet(it -> it.subnetId(subnet)));
    assertRefused("DependencyViolation", () -> ec2.deleteSecurityGroup(it -> it.groupId(group)));
    ec2.terminateInstances(it -> it.instanceIds(made.instanceId()));
    assertRefused("DependencyViolation", () -> ec2.deleteSubnet(it -> it.subnetId(subnet)));
    lab.cloud().time().pause(Duration.ofMinutes(1));
    Instance ended =
        ec2.describeInstances(it -> it.instanceIds(made.instanceId()))
            .reservations()
            .get(0)
            .instances()
            .get(0);
    assertThat(ended.state().name()).isEqualTo(InstanceStateName.TERMINATED);
    assertThat(ended.stateReason().code()).isEqualTo("Client.UserInitiatedShutdown");
    ec2.deleteSecurityGroup(it -> it.groupId(group));
    ec2.deleteSubnet(it -> it.subnetId(subnet));
    ec2.deleteVpc(it -> it.vpcId(vpc));
    assertThat(lab.cloud().leftovers()).isEmpty();
    lab.cloud().time().pause(Duration.ofHours(1));
    assertRefused(
        "InvalidInstanceID.NotFound",
        () -> ec2.describeInstances(it -> it.instanceIds(made.instanceId())));
  }

  @Test
  void anInstanceThatIsStoppedKeepsItsDiskAndAddressAndCanBeStarted() {
    String subnet = net.subnet(net.vpc("10.7.0.0/16"), "10.7.0.0/24");
    List<String> ids = net.launch(subnet, 1);
    lab.cloud().time().pause(Duration.ofSeconds(80));

    ec2.stopInstances(it -> it.instanceIds(ids));
    assertRefused("IncorrectInstanceState", () -> ec2.startInstances(it -> it.instanceIds(ids)));
    lab.cloud().time().pause(Duration.ofMinutes(1));
    Machine machine = lab.cloud().machines().all().get(0);
    assertThat(machine.state()).isEqualTo(Machine.State.STOPPED);
    assertThat(machine.answers()).isFalse();
    assertThat(ec2.describeVolumes(it -> {}).volumes()).hasSize(1);

    ec2.startInstances(it -> it.instanceIds(ids));
    lab.cloud().time().pause(Duration.ofSeconds(80));
    assertThat(machine.state()).isEqualTo(Machine.State.RUNNING);
    assertThat(machine.address()).isEqualTo("10.7.0.4");
    assertThat(ec2.describeInstanceStatus(it -> it.instanceIds(ids)).instanceStatuses().get(0))
        .satisfies(
            it -> assertThat(it.instanceStatus().statusAsString()).isEqualTo("initializing"));
  }
}
