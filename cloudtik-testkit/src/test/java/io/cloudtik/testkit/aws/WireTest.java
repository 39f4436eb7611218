/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import static io.cloudtik.testkit.aws.AwsLab.assertRefused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.ec2.Ec2Client;
import software.amazon.awssdk.services.ec2.model.NatGatewayState;

/** What calls meet on their way to the emulated AWS. */
class WireTest {
  /** The limits are those of EC2, but calls take no time in which tokens come back. */
  private static final CloudLimits AT_ONCE =
      new CloudLimits(
          Duration.ZERO,
          CloudLimits.ec2().reads(),
          CloudLimits.ec2().changes(),
          CloudLimits.ec2().launches(),
          CloudLimits.ec2().machines());

  private static void vpc(Ec2Client client) {
    client.createVpc(it -> it.cidrBlock("10.0.0.0/16"));
  }

  private static int vpcs(Ec2Client client) {
    return client.describeVpcs(it -> {}).vpcs().size();
  }

  @ParameterizedTest
  @EnumSource(LastCall.class)
  void aProcessThatIsStoppedWithItsSecondCallHearsNothingOfItNorOfLaterOnes(LastCall last) {
    try (AwsLab lab = new AwsLab()) {
      Ec2Client root = lab.root();
      Ec2Client stopped = lab.user("A");
      CloudClient process = lab.aws().client("AKIAUSERA");
      process.stopAfter(2, last);

      vpc(stopped);
      assertThatThrownBy(() -> vpc(stopped)).isInstanceOf(SdkClientException.class);
      assertThat(process.isStopped()).isTrue();
      assertThat(vpcs(root)).isEqualTo(last == LastCall.APPLIED ? 2 : 1);
      assertThatThrownBy(() -> vpc(stopped)).isInstanceOf(SdkClientException.class);
      assertThat(vpcs(root)).isEqualTo(last == LastCall.APPLIED ? 2 : 1);

      process.restart();
      vpc(stopped);
      assertThat(vpcs(root)).isEqualTo(last == LastCall.APPLIED ? 3 : 2);
    }
  }

  @Test
  void aProcessIsKnownByAMarkerInItsUserAgent() {
    try (AwsLab lab = new AwsLab()) {
      lab.aws().client("process-one").stopAfter(1, LastCall.LOST);
      Ec2Client one = lab.root("process-one");
      Ec2Client two = lab.root("process-two");

      assertThatThrownBy(() -> vpc(one)).isInstanceOf(SdkClientException.class);
      vpc(two);
      assertThat(vpcs(two)).isEqualTo(1);
      assertThat(lab.cloud().log())
          .extracting(CallRecord::client)
          .containsExactly("process-one", "root", "root");
    }
  }

  @Test
  void lostRequestsAndRepliesAreClosedConnectionsAndRefusalsHaveTheWordsOfEc2() {
    try (AwsLab lab = new AwsLab()) {
      Ec2Client root = lab.root();
      lab.cloud().faults().on("CreateVpc").nth(1).loseReply();
      assertThatThrownBy(() -> vpc(root)).isInstanceOf(SdkClientException.class);
      assertThat(vpcs(root)).isEqualTo(1);
      lab.cloud().faults().on("CreateVpc").nth(1).loseRequest();
      assertThatThrownBy(() -> vpc(root)).isInstanceOf(SdkClientException.class);
      assertThat(vpcs(root)).isEqualTo(1);
      lab.cloud().faults().on("CreateVpc").nth(1).delay(Duration.ofSeconds(30));
      assertThatThrownBy(() -> vpc(root)).isInstanceOf(SdkClientException.class);
      assertThat(vpcs(root)).isEqualTo(1);
      lab.cloud().time().pause(Duration.ofSeconds(31));
      assertThat(vpcs(root)).isEqualTo(2);
      lab.cloud().faults().on("CreateVpc").nth(1).refuse(FailureKind.UNAVAILABLE);
      assertRefused("Unavailable", () -> vpc(root));
      lab.cloud().faults().on("CreateVpc").nth(1).refuse(FailureKind.PERMISSION);
      assertRefused("UnauthorizedOperation", () -> vpc(root));
      lab.cloud().faults().on("CreateVpc").nth(1).refuse(FailureKind.THROTTLED);
      assertRefused("RequestLimitExceeded", () -> vpc(root));
      assertThat(vpcs(root)).isEqualTo(2);
    }
  }

  @Test
  void eachCallHasABucketOfItsOwnThatRefillsWithTime() {
    try (AwsLab lab = new AwsLab(AT_ONCE)) {
      Ec2Client root = lab.root();
      int made = 0;
      while (made < 1_000 && isTaken(() -> vpc(root))) {
        made++;
      }
      assertThat(made).isEqualTo(50);
      assertThat(vpcs(root)).isEqualTo(made);
      assertThat(root.createInternetGateway(it -> {}).internetGateway()).isNotNull();
      assertThat(isTaken(() -> vpc(root))).isFalse();
      lab.cloud().time().pause(Duration.ofSeconds(1));
      for (int i = 0; i < 5; i++) {
        vpc(root);
      }
      assertThat(lab.cloud().log()).filteredOn(it -> it.outcome().equals("THROTTLED")).hasSize(2);
    }
  }

  @Test
  void aThousandInstancesAreLaunchedAtOnceAndThenTwoASecond() {
    try (AwsLab lab = new AwsLab(AT_ONCE)) {
      Ec2Client root = lab.root();
      String vpc = root.createVpc(it -> it.cidrBlock("10.0.0.0/16")).vpc().vpcId();
      String subnet =
          root.createSubnet(it -> it.vpcId(vpc).cidrBlock("10.0.0.0/20")).subnet().subnetId();
      assertThat(launch(root, subnet, 1_000)).isTrue();
      assertThat(launch(root, subnet, 1)).isFalse();
      lab.cloud().time().pause(Duration.ofSeconds(1));
      assertThat(launch(root, subnet, 2)).isTrue();
      assertThat(launch(root, subnet, 1)).isFalse();
      assertThat(
              root.describeInstancesPaginator(it -> it.maxResults(300)).reservations().stream()
                  .mapToInt(it -> it.instances().size())
                  .sum())
          .isEqualTo(1_002);
    }
  }

  private static boolean launch(Ec2Client root, String subnet, int count) {
    String image =
        root.describeImages(
                it -> it.owners("amazon").filters(f -> f.name("architecture").values("x86_64")))
            .images()
            .get(0)
            .imageId();
    return isTaken(
        () ->
            root.runInstances(
                it ->
                    it.imageId(image)
                        .instanceType("m6i.large")
                        .subnetId(subnet)
                        .minCount(count)
                        .maxCount(count)));
  }

  @Test
  void itIsReachedAtOtherAddressesOfThisMachineToo() {
    try (AwsLab lab = new AwsLab()) {
      vpc(lab.root());
      Ec2Client other = lab.at(lab.aws().listenOn("127.0.0.2"));
      assertThat(vpcs(other)).isEqualTo(1);
    }
  }

  private static boolean isTaken(Runnable call) {
    try {
      call.run();
      return true;
    } catch (software.amazon.awssdk.services.ec2.model.Ec2Exception e) {
      assertThat(e.awsErrorDetails().errorCode()).isEqualTo("RequestLimitExceeded");
      assertThat(e.statusCode()).isEqualTo(503);
      return false;
    }
  }

  @Test
  void oneClientThatCallsInSequenceHasTheSameRunEachTime() {
    assertThat(run()).isEqualTo(run()).hasSizeGreaterThan(5);
  }

  private static List<String> run() {
    try (AwsLab lab = new AwsLab(CloudLimits.ec2())) {
      Ec2Client root = lab.root();
      lab.cloud().things().lag(Duration.ofSeconds(5));
      for (int i = 0; i < 3; i++) {
        vpc(root);
        int unused = vpcs(root);
      }
      return lab.cloud().log().stream().map(CallRecord::toString).toList();
    }
  }

  @Test
  void aPieceOfWorkThatHasTheTurnMayCallAndItsPausesLetTimePass() {
    try (AwsLab lab = new AwsLab(CloudLimits.ec2())) {
      Ec2Client root = lab.root();
      NatGatewayState state =
          lab.cloud()
              .time()
              .run(
                  () -> {
                    String nat = nat(root);
                    lab.cloud().time().pause(Duration.ofSeconds(91));
                    return root.describeNatGateways(it -> it.natGatewayIds(nat))
                        .natGateways()
                        .get(0)
                        .state();
                  });
      assertThat(state).isEqualTo(NatGatewayState.AVAILABLE);
      assertThat(lab.cloud().time().elapsed()).isGreaterThan(Duration.ofSeconds(91));
    }
  }

  private static String nat(Ec2Client root) {
    String vpc = root.createVpc(it -> it.cidrBlock("10.0.0.0/16")).vpc().vpcId();
    String subnet =
        root.createSubnet(it -> it.vpcId(vpc).cidrBlock("10.0.0.0/24")).subnet().subnetId();
    return root.createNatGateway(it -> it.subnetId(subnet).connectivityType("private"))
        .natGateway()
        .natGatewayId();
  }

  @Test
  void timeFollowsThatOfTheWorldFasterByAFactor() {
    try (AwsLab lab = new AwsLab(CloudLimits.none(), 1_000, Clock.systemUTC())) {
      Ec2Client root = lab.root();
      String nat = nat(root);
      Eventually.becomes(
          "the gateway",
          () -> root.describeNatGateways(it -> it.natGatewayIds(nat)).natGateways().get(0).state(),
          NatGatewayState.AVAILABLE::equals);
    }
  }
}
