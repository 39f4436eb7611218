/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.rights;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.provider.aws.Aws;
import java.util.List;
import org.junit.jupiter.api.Test;

class RightsTest {
  private static final int LARGEST_ROLE_POLICY = 10_240;
  private static final int LARGEST_USER_POLICY = 6_144;

  private final Subject subject =
      new Subject(
          "aws", "us-west-2", "123456789012", "demo", "cloudtik-demo", "", List.of(), List.of());

  @Test
  void aHeadMayNotTouchIamButHandOnTheRoleOfWorkers() {
    String policy = Rights.ofHead(subject, "worker-role");

    assertThat(policy.replace("\"iam:PassRole\"", "").replace("iam:PassedToService", ""))
        .doesNotContain("\"iam:");
    assertThat(policy)
        .contains(
            "\"iam:PassRole\",\"Resource\":\"arn:aws:iam::123456789012:role/worker-role\",\"Condition\":{\"StringEquals\":{\"iam:PassedToService\":\"ec2.amazonaws.com\"}}");
    assertThat(policy.length()).isLessThan(LARGEST_ROLE_POLICY);
  }

  @Test
  void nothingOfEc2IsAllowedOnEverythingButLooking() {
    String policy = Rights.ofHead(subject, "worker-role");

    for (String statement : policy.split("\\{\"Sid\":")) {
      if (statement.contains("\"Resource\":\"*\"")) {
        assertThat(statement)
            .doesNotContainPattern("\"ec2:(?!Describe)")
            .doesNotContain("*\",\"ec2");
      }
    }
    assertThat(policy).doesNotContain("ec2:*").doesNotContain("s3:*");
  }

  @Test
  void aHeadMakesAndEndsOnlyWhatIsMarkedAsItsOwnAndEndsItself() {
    String policy = Rights.ofHead(subject, "worker-role");
    String requested = "\"aws:RequestTag/cloudtik-head\":\"${ec2:SourceInstanceARN}\"";
    String there = "\"aws:ResourceTag/cloudtik-head\":\"${ec2:SourceInstanceARN}\"";

    assertThat(statement(policy, "LaunchTagged")).contains(requested);
    assertThat(statement(policy, "TagWhatIsLaunched")).contains(requested);
    assertThat(statement(policy, "EndMachines"))
        .contains(there, "\"aws:ResourceTag/cloudtik-workspace\":\"demo\"");
    assertThat(statement(policy, "EndItself"))
        .contains(
            "\"Action\":\"ec2:TerminateInstances\"",
            "{\"ArnEquals\":{\"ec2:SourceInstanceARN\":\"arn:aws:ec2:us-west-2:123456789012:instance/${ec2:InstanceID}\"}}");
    // No other statement lets it change anything of instances.
    assertThat(policy.split("ec2:TerminateInstances", -1)).hasSize(3);
    assertThat(policy.split("ec2:CreateTags", -1)).hasSize(2);
  }

  @Test
  void theUserMayMarkMachinesOfTheWorkspaceAndNothingElseOfThem() {
    String policy = Aws.inRegion("us-west-2").userPolicy("demo").replaceAll("\\s", "");

    assertThat(statement(policy, "HandOverMachines"))
        .contains(
            "\"ForAllValues:StringEquals\":{\"aws:TagKeys\":\"cloudtik-head\"}",
            "\"aws:ResourceTag/cloudtik-workspace\":\"demo\"",
            ":instance/*\"");
    assertThat(statement(policy, "EndMachines")).doesNotContain("SourceInstance");
  }

  private static String statement(String policy, String id) {
    int from = policy.indexOf("{\"Sid\":\"" + id + "\"");
    assertThat(from).as(id).isNotNegative();
    int to = policy.indexOf("{\"Sid\"", from + 1);
    return policy.substring(from, to < 0 ? policy.length() : to);
  }

  @Test
  void workersKnowNothingButTheirData() {
    String policy = Rights.ofWorker(subject);

    assertThat(policy)
        .contains("arn:aws:s3:::cloudtik-demo/data/*")
        .doesNotContain("control")
        .doesNotContain("documents")
        .doesNotContain("ec2:")
        .doesNotContain("iam:");
  }

  @Test
  void whatAnybodyMayReadThroughTheEndpointIsWhatMachinesBootWith() {
    assertThat(Rights.ofBooting(subject, "vpce-1"))
        .contains("\"s3:GetObject\"")
        .contains("cloudtik-demo/control/bundles/*")
        .contains("{\"StringEquals\":{\"aws:SourceVpce\":\"vpce-1\"}}")
        .doesNotContain("documents")
        .doesNotContain("prepared");
  }

  @Test
  void thePolicyOfTheUserIsSmallEnoughForOne() {
    String policy = Aws.inRegion("us-west-2").peeredWith("vpc-0a1b2c").userPolicy("demo");

    assertThat(policy.replaceAll("\\s", "").length()).isLessThan(LARGEST_USER_POLICY);
    assertThat(policy).contains("\"aws:RequestTag/cloudtik-workspace\": \"demo\"");
    assertThat(policy).doesNotContain("ec2:*").doesNotContain("iam:*").doesNotContain("s3:*");
  }
}
