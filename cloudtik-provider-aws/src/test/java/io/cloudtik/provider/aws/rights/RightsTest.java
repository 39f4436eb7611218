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
