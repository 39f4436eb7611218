/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws.ec2;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.testkit.aws.AwsLab;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceType;
import software.amazon.awssdk.services.ec2.model.MarketType;
import software.amazon.awssdk.services.ec2.model.RunInstancesRequest;

/** Launches are repeated, filled in part, refused at once or later, as EC2 does it. */
class Ec2LaunchTest {
  private final AwsLab lab = new AwsLab();
  private final Ec2Client ec2 = lab.root();
  private final Net net = new Net(ec2);
  private final String vpc = net.vpc("10.7.0.0/16");
  private final String subnet = net.subnet(vpc, "10.7.0.0/24");

  @AfterEach
  void close() {
    lab.close();
  }

  private List<String> run(RunInstancesRequest request) {
    return ec2.runInstances(request).instances().stream().map(Instance::instanceId).toList();
  }

  private List<Instance> all() {
    return ec2.describeInstances(it -> {}).reservations().stream()
        .flatMap(it -> it.instances().stream())
        .toList();
  }

  private static RunInstancesRequest spot(String subnet, int count) {
    return Net.order(subnet, count)
        .instanceMarketOptions(it -> it.marketType(MarketType.SPOT))
        .build();
  }

  @Test
  void aCallWithTheTokenOfAnEarlierOneReturnsItsInstancesAndWithOtherParametersIsRefused() {
    RunInstancesRequest order = Net.order(subnet, 2).clientToken("t").build();
    List<String> first = run(order);
    assertThat(run(order)).isEqualTo(first);
    assertRefused(
        "IdempotentParameterMismatch",
        () -> run(order.toBuilder().instanceType(InstanceType.M5_LARGE).build()));
    ec2.terminateInstances(it -> it.instanceIds(first));
    lab.cloud().time().pause(Duration.ofMinutes(2));
    assertThat(run(order)).as("those that have ended").isEqualTo(first);
    assertThat(lab.cloud().machines().all()).hasSize(2);
  }

  @Test
  void aLaunchWhoseReplyWasLostIsFoundByItsToken() {
    lab.cloud().faults().on("RunInstances").nth(1).loseReply();
    RunInstancesRequest order = Net.order(subnet, 3).clientToken("lost").build();
    assertThatThrownBy(() -> run(order)).isInstanceOf(SdkClientException.class);
    assertThat(run(order)).hasSize(3);
    lab.cloud().faults().on("RunInstances").nth(1).duplicate();
    assertThat(run(Net.order(subnet, 2).clientToken("twice").build())).hasSize(2);
    assertThat(lab.cloud().machines().all()).hasSize(5);
  }

  @Test
  void asManyAsThereIsRoomForAreLaunchedIfTheyAreEnough() {
    lab.cloud().machines().room(pool -> pool.type().equals("m6i.large"), 3);
    assertRefused("InsufficientInstanceCapacity", () -> run(Net.order(subnet, 4).build()));
    assertThat(all()).isEmpty();
    assertThat(run(Net.order(subnet, 4).minCount(1).build())).hasSize(3);
    assertRefused("InsufficientInstanceCapacity", () -> run(Net.order(subnet, 1).build()));
    assertThat(run(Net.order(subnet, 1).instanceType(InstanceType.M5_LARGE).build())).hasSize(1);
    assertThat(ec2.describeVolumes(it -> {}).volumes()).hasSize(4);
  }

  @Test
  void capacityThatIsMissedLaterIsTheReasonOfTheInstancesEnd() {
    lab.cloud().machines().room(pool -> true, 1);
    lab.cloud().machines().tellLate(true);
    assertThat(run(Net.order(subnet, 2).build())).hasSize(2);
    lab.cloud().time().pause(Duration.ofSeconds(5));
    assertThat(all())
        .extracting(it -> it.stateReason() == null ? "" : it.stateReason().code())
        .containsExactly("", "Server.InsufficientInstanceCapacity");
    assertThat(ec2.describeVolumes(it -> {}).volumes()).as("disks").hasSize(1);
  }

  @Test
  void quotasOfBothMarketsHaveTheirOwnRefusals() {
    lab.cloud().machines().quota(false, 4);
    lab.cloud().machines().quota(true, 2);
    assertThat(run(Net.order(subnet, 2).build())).hasSize(2);
    assertRefused("VcpuLimitExceeded", () -> run(Net.order(subnet, 1).build()));
    assertThat(run(spot(subnet, 1))).hasSize(1);
    assertRefused("MaxSpotInstanceCountExceeded", () -> run(spot(subnet, 1)));
  }

  @Test
  void aSpotInstanceThatIsTakenBackSaysSo() {
    List<String> ids = run(spot(subnet, 1));
    assertThat(requests()).containsExactly(ids.get(0) + " active fulfilled");
    lab.cloud().time().pause(Duration.ofSeconds(80));
    assertThat(lab.cloud().machines().reclaim(1, Duration.ofSeconds(120))).isEqualTo(1);
    assertThat(lab.cloud().machines().find(ids.get(0)).orElseThrow().leaves()).isPresent();
    assertThat(requests()).containsExactly(ids.get(0) + " active marked-for-termination");
    lab.cloud().time().pause(Duration.ofSeconds(121));
    assertThat(requests()).containsExactly(ids.get(0) + " closed instance-terminated-no-capacity");
    assertThat(all().get(0).stateReason().code()).isEqualTo("Server.SpotInstanceTermination");
    assertThat(all().get(0).instanceLifecycleAsString()).isEqualTo("spot");
  }

  private List<String> requests() {
    return ec2.describeSpotInstanceRequests(it -> {}).spotInstanceRequests().stream()
        .map(it -> it.instanceId() + " " + it.stateAsString() + " " + it.status().code())
        .toList();
  }

  @Test
  void aZoneWithoutPowerHasNoRoomAndLosesItsInstances() {
    run(Net.order(subnet, 1).build());
    lab.cloud().time().pause(Duration.ofSeconds(80));
    lab.cloud().machines().outage("us-west-2a", Duration.ofHours(1));
    assertThat(all().get(0).stateReason().code()).isEqualTo("Server.InternalError");
    assertRefused("InsufficientInstanceCapacity", () -> run(Net.order(subnet, 1).build()));
  }

  @Test
  void anInstanceProfileIsHeardOfSomeSecondsAfterItWasMade() {
    RunInstancesRequest order =
        Net.order(subnet, 1).iamInstanceProfile(it -> it.name("fresh")).build();
    assertThatThrownBy(() -> run(order)).hasMessageContaining("Invalid IAM Instance Profile name");
    lab.profile("fresh");
    assertThatThrownBy(() -> run(order)).hasMessageContaining("Invalid IAM Instance Profile name");
    lab.cloud().time().pause(Duration.ofSeconds(10));
    assertThat(run(order)).hasSize(1);
  }

  @Test
  void whatCanNeverBeHadIsRefusedWithItsReason() {
    assertRefused(
        "InvalidAMIID.NotFound", () -> run(Net.order(subnet, 1).imageId("ami-1").build()));
    assertRefused("InvalidSubnetID.NotFound", () -> run(Net.order("subnet-1", 1).build()));
    assertRefused(
        "InvalidKeyPair.NotFound", () -> run(Net.order(subnet, 1).keyName("none").build()));
    assertRefused(
        "InvalidParameterValue", () -> run(Net.order(subnet, 1).instanceType("m9.huge").build()));
    assertThatThrownBy(
            () -> run(Net.order(subnet, 1).instanceType(InstanceType.M6_G_LARGE).build()))
        .hasMessageContaining("does not match the architecture");
    String third =
        ec2.createSubnet(
                it -> it.vpcId(vpc).cidrBlock("10.7.9.0/24").availabilityZone("us-west-2c"))
            .subnet()
            .subnetId();
    assertRefused(
        "Unsupported", () -> run(Net.order(third, 1).instanceType(InstanceType.G5_XLARGE).build()));
    assertRefused(
        "InvalidPlacementGroup.Unknown",
        () -> run(Net.order(subnet, 1).placement(it -> it.groupName("none")).build()));
    assertRefused(
        "InvalidBlockDeviceMapping",
        () ->
            run(
                Net.order(subnet, 1)
                    .blockDeviceMappings(
                        it -> it.deviceName("/dev/sda1").ebs(ebs -> ebs.volumeSize(1)))
                    .build()));
    String large = Base64.getEncoder().encodeToString(new byte[16_385]);
    assertThatThrownBy(() -> run(Net.order(subnet, 1).userData(large).build()))
        .hasMessageContaining("limited to 16384 bytes");
    assertRefused(
        "SpotMaxPriceTooLow",
        () ->
            run(
                Net.order(subnet, 1)
                    .instanceMarketOptions(
                        it ->
                            it.marketType(MarketType.SPOT)
                                .spotOptions(spot -> spot.maxPrice("0.001")))
                    .build()));
    assertThat(all()).isEmpty();
  }

  @Test
  void aSubnetHasFiveAddressesLessThanItsBlock() {
    String small = net.subnet(vpc, "10.7.8.0/28");
    assertRefused("InsufficientFreeAddressesInSubnet", () -> run(Net.order(small, 12).build()));
    assertThat(run(Net.order(small, 11).build())).hasSize(11);
    assertThat(
            ec2.describeSubnets(it -> it.subnetIds(small))
                .subnets()
                .get(0)
                .availableIpAddressCount())
        .isZero();
    assertThat(all()).extracting(Instance::privateIpAddress).doesNotHaveDuplicates();
  }

  @Test
  void theAddressThatTheApiShowsIsThatOfWhatStandsBehindTheInstance() {
    lab.cloud()
        .machines()
        .listen(
            new io.cloudtik.testkit.cloud.MachineListener() {
              @Override
              public void launched(io.cloudtik.testkit.cloud.Machine machine) {
                machine.moveTo("172.30.0.9");
              }
            });
    run(Net.order(subnet, 1).build());
    assertThat(all().get(0).privateIpAddress()).isEqualTo("172.30.0.9");
  }
}
