/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Filter;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.NatGateway;
import software.amazon.awssdk.services.ec2.model.RouteTable;

/** What the user brings in place of what the library would make, on the emulated AWS. */
class AwsBroughtTest {
  private static final String TRUST =
      """
      {"Version":"2012-10-17","Statement":[{"Effect":"Allow","Action":"sts:AssumeRole",
        "Principal":{"Service":"ec2.amazonaws.com"}}]}
      """;

  private final SimulatedCloud cloud = SimulatedCloud.of(3, CloudLimits.ec2());
  private final EmulatedAws aws = EmulatedAws.on(cloud).atSpeed(0).start();
  private final Aws place = Aws.inRegion("us-west-2").endpointOverride(aws.endpoint());
  private final List<AutoCloseable> opened = new ArrayList<>();
  private int processes;
  private AwsClients hand;
  private Ec2Client ec2;

  @BeforeEach
  void takeAHand() {
    hand = TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
    opened.add(hand);
    ec2 = hand.ec2();
  }

  @AfterEach
  void stop() throws Exception {
    for (AutoCloseable each : opened) {
      each.close();
    }
    aws.close();
    cloud.close();
  }

  private AwsProcess process(Aws at) {
    return new AwsProcess(aws, at, "b" + ++processes);
  }

  private AwsProvider provider(Aws at) {
    AwsProvider provider = process(at).provider();
    opened.add(provider);
    return provider;
  }

  private static List<ResourceState> states(AwsProvider provider) {
    return provider.resources().stream()
        .map(it -> it.observe())
        .map(ResourceObservation::state)
        .toList();
  }

  private String subnet(String network, String zone, String block) {
    return ec2.createSubnet(
            b -> b.vpcId(network).availabilityZone("us-west-2" + zone).cidrBlock(block))
        .subnet()
        .subnetId();
  }

  private String group(String network) {
    return ec2.createSecurityGroup(b -> b.vpcId(network).groupName("mine").description("mine"))
        .groupId();
  }

  private String endpoint(String network) {
    return ec2.createVpcEndpoint(b -> b.vpcId(network).serviceName("com.amazonaws.us-west-2.s3"))
        .vpcEndpoint()
        .vpcEndpointId();
  }

  private void profile(String name, boolean withRole) {
    hand.iam().createInstanceProfile(b -> b.instanceProfileName(name));
    if (withRole) {
      hand.iam().createRole(b -> b.roleName(name).assumeRolePolicyDocument(TRUST));
      hand.iam().addRoleToInstanceProfile(b -> b.instanceProfileName(name).roleName(name));
    }
  }

  private String network(String block) {
    String network = ec2.createVpc(b -> b.cidrBlock(block)).vpc().vpcId();
    cloud.time().pause(Duration.ofMinutes(1));
    return network;
  }

  @Test
  void allOfItIsUsedAndLeftAsItWas() {
    String network = network("10.9.0.0/16");
    String privateA = subnet(network, "a", "10.9.0.0/24");
    String privateB = subnet(network, "b", "10.9.1.0/24");
    String publicA = subnet(network, "a", "10.9.2.0/24");
    String publicB = subnet(network, "b", "10.9.3.0/24");
    String group = group(network);
    String endpoint = endpoint(network);
    profile("mine-head", true);
    profile("mine-worker", true);
    hand.s3()
        .createBucket(
            b ->
                b.bucket("mine").createBucketConfiguration(c -> c.locationConstraint("us-west-2")));
    cloud.time().pause(Duration.ofMinutes(1));
    Aws own =
        place.with(
            it ->
                it.inNetwork(network)
                    .privateSubnets(privateA, privateB)
                    .publicSubnets(publicA, publicB)
                    .securityGroup(group)
                    .storageEndpoint(endpoint)
                    .profiles("mine-head", "mine-worker")
                    .bucket("mine"));
    Set<String> before = new TreeSet<>(cloud.leftovers());
    int calls = cloud.log().size();

    process(own).create();

    AwsProvider provider = provider(own);
    assertThat(states(provider)).hasSize(10).containsOnly(ResourceState.PRESENT);
    assertThat(cloud.leftovers()).hasSameElementsAs(before);
    launch(provider, provider.headOfferings(HeadSpec.builder().build()), "head");
    launch(provider, provider.workerOfferings(WorkerGroupSpec.builder().build()), "workers-1");
    cloud.time().pause(Duration.ofMinutes(2));
    assertThat(instance("head").subnetId()).isIn(publicA, publicB);
    assertThat(instance("head").iamInstanceProfile().arn()).endsWith("/mine-head");
    assertThat(instance("workers-1").subnetId()).isIn(privateA, privateB);
    assertThat(instance("workers-1").iamInstanceProfile().arn()).endsWith("/mine-worker");
    assertThat(instance("head").securityGroups())
        .extracting(it -> it.groupId())
        .containsExactly(group);
    provider.terminate("u1", Set.of("head", "workers-1"));
    cloud.time().pause(Duration.ofMinutes(5));

    process(own).delete();

    assertThat(cloud.leftovers()).hasSameElementsAs(before);
    assertThat(cloud.log().stream().skip(calls).filter(CallRecord::changes).map(CallRecord::name))
        .isSubsetOf(
            "RunInstances", "TerminateInstances", "PutObject", "DeleteObject", "DeleteObjects");
  }

  private static void launch(AwsProvider provider, List<Offering> offerings, String slot) {
    provider.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid("u1")
            .slots(List.of(slot))
            .offering(offerings.stream().filter(it -> !it.spot()).findFirst().orElseThrow())
            .build());
  }

  private Instance instance(String slot) {
    Filter slots = Filter.builder().name("tag:cloudtik-slots").values(slot).build();
    return ec2.describeInstances(b -> b.filters(slots)).reservations().get(0).instances().get(0);
  }

  @Test
  void allThatCannotBeUsedIsToldAtOnceAndNothingIsChanged() {
    String network = network("10.9.0.0/16");
    String other = network("10.8.0.0/16");
    String elsewhere = subnet(other, "a", "10.8.0.0/24");
    String group = group(other);
    String endpoint = endpoint(other);
    profile("mine-head", false);
    cloud.time().pause(Duration.ofMinutes(1));
    Aws own =
        place.with(
            it ->
                it.inNetwork(network)
                    .privateSubnets(elsewhere)
                    .securityGroup(group)
                    .storageEndpoint(endpoint)
                    .profiles("mine-head", "nobodys")
                    .bucket("nobodys-bucket"));
    List<String> before = cloud.leftovers();

    assertThatThrownBy(() -> process(own).create())
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("private-subnet-1")
        .hasMessageContaining("nodes-group")
        .hasMessageContaining("storage-endpoint")
        .hasMessageContaining("it is in %s, and expected in %s".formatted(other, network))
        .hasMessageContaining("it has no role")
        .hasMessageContaining("nobodys")
        .hasMessageContaining("nobodys-bucket")
        .hasMessageContaining("nothing was changed");
    assertThat(cloud.leftovers()).isEqualTo(before);
  }

  @Test
  void aNatGatewayForEachZoneIsRoutedToFromThatZoneOnly() {
    Aws wide = place.natGateways(NatGateways.PER_ZONE);

    process(wide).create();

    assertThat(states(provider(wide))).containsOnly(ResourceState.PRESENT);
    requireOwnGateways();
    ec2.describeNatGateways(b -> b.filter(available()))
        .natGateways()
        .subList(0, 1)
        .forEach(it -> ec2.deleteNatGateway(b -> b.natGatewayId(it.natGatewayId())));
    cloud.time().pause(Duration.ofMinutes(5));
    process(wide).create();
    requireOwnGateways();

    process(wide).delete();
    assertThat(cloud.leftovers()).isEmpty();
  }

  private static Filter available() {
    return Filter.builder().name("state").values("available").build();
  }

  private void requireOwnGateways() {
    List<NatGateway> gateways = ec2.describeNatGateways(b -> b.filter(available())).natGateways();
    assertThat(gateways).hasSize(2);
    List<String> zones = new ArrayList<>();
    for (NatGateway gateway : gateways) {
      String zone = zone(gateway.subnetId());
      zones.add(zone);
      List<RouteTable> tables =
          ec2.describeRouteTables().routeTables().stream()
              .filter(
                  it ->
                      it.routes().stream()
                          .anyMatch(route -> gateway.natGatewayId().equals(route.natGatewayId())))
              .toList();
      assertThat(tables).hasSize(1);
      assertThat(tables.get(0).associations())
          .extracting(it -> zone(it.subnetId()))
          .containsExactly(zone);
    }
    assertThat(zones).containsExactlyInAnyOrder("us-west-2a", "us-west-2b");
  }

  private String zone(String subnet) {
    return ec2.describeSubnets(b -> b.subnetIds(subnet)).subnets().get(0).availabilityZone();
  }

  @Test
  void subnetsInANetworkOfTheUsersAreRoutedToGatewaysOfTheUsers() {
    String network = network("10.9.0.0/16");
    String gatewayOfInternet = ec2.createInternetGateway().internetGateway().internetGatewayId();
    ec2.attachInternetGateway(b -> b.vpcId(network).internetGatewayId(gatewayOfInternet));
    List<String> gateways = new ArrayList<>();
    for (String zone : List.of("a", "b")) {
      String in = subnet(network, zone, "10.9.%d.0/24".formatted(zone.equals("a") ? 0 : 1));
      String address = ec2.allocateAddress(b -> b.domain("vpc")).allocationId();
      gateways.add(
          ec2.createNatGateway(b -> b.subnetId(in).allocationId(address))
              .natGateway()
              .natGatewayId());
    }
    cloud.time().pause(Duration.ofMinutes(5));
    List<String> before = new ArrayList<>(cloud.leftovers());
    Aws own =
        place.with(
            it ->
                it.inNetwork(network)
                    .cidr("10.9.64.0/20")
                    .bringNatGateways(gateways.toArray(String[]::new)));

    process(own).create();

    assertThat(states(provider(own))).containsOnly(ResourceState.PRESENT);
    requireOwnGateways();
    process(own).delete();
    assertThat(cloud.leftovers()).hasSameElementsAs(before);
  }
}
