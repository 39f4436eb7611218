/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.CloudCall;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace on moto, through the whole library: a second opinion on what is asked of AWS. */
class MotoWorkspaceTest {
  private Aws place = Aws.inRegion("us-west-2");

  @BeforeEach
  void startMoto() {
    place = MotoCloud.empty();
  }

  @Test
  void aWorkspaceIsMadeOnceAndDeletedWithoutAnythingLeft() {
    try (Workspace workspace = Workspace.create("demo", place)) {
      List<CloudCall> calls = workspace.calls();
      System.out.println(calls.size() + " calls of create: ");
      calls.forEach(System.out::println);
      assertThat(workspace.status().drift()).isEmpty();
      assertThat(withoutDocuments(calls)).hasSizeLessThanOrEqualTo(60);
    }
    try (Workspace workspace = Workspace.create("demo", place)) {
      List<CloudCall> calls = workspace.calls();
      System.out.println(calls.size() + " calls of a second create: ");
      calls.forEach(System.out::println);
      assertThat(withoutDocuments(calls)).hasSizeLessThanOrEqualTo(20);
      workspace.delete(Retained.DELETE);
    }
    assertThat(MotoCloud.left(place, "demo")).isEmpty();
  }

  /** Moto has a VPC from the start, the usual quota of five, and makes more than that. */
  @Test
  void aQuotaOfNetworksThatIsUsedUpIsToldBeforeAnythingIsMade() {
    try (AwsClients hand = MotoCloud.hand(place)) {
      for (int i = 0; i < 4; i++) {
        String block = "10." + (100 + i) + ".0.0/16";
        hand.ec2().createVpc(b -> b.cidrBlock(block));
      }
    }

    assertThatThrownBy(() -> Workspace.create("demo", place))
        .hasMessageContaining("the account has 5 of at most 5")
        .hasMessageContaining("Service Quotas (vpc, L-F678F1CE)");
    assertThat(MotoCloud.left(place, "demo")).isEmpty();
  }

  /** The lease of the workspace is renewed as long as the work takes. */
  private static List<CloudCall> withoutDocuments(List<CloudCall> calls) {
    return calls.stream().filter(call -> !call.target().contains("/documents/")).toList();
  }
}
