/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.CloudCall;
import io.cloudtik.Retained;
import io.cloudtik.Workspace;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A workspace on the emulated AWS, through the whole library and over the wire. */
class EmulatedWorkspaceTest {
  private final SimulatedCloud cloud = SimulatedCloud.of(7, CloudLimits.ec2());
  private final EmulatedAws aws = EmulatedAws.on(cloud).start();
  private Aws place = Aws.inRegion("us-west-2");

  @BeforeEach
  void beTheRootUser() {
    System.setProperty("aws.accessKeyId", aws.accessKeyId());
    System.setProperty("aws.secretAccessKey", aws.secretAccessKey());
    place = Aws.inRegion("us-west-2").endpointOverride(aws.endpoint());
  }

  @AfterEach
  void stop() {
    aws.close();
  }

  @Test
  void aWorkspaceIsMadeWithFewCallsAndFoundWithFewer() {
    try (Workspace workspace = Workspace.create("demo", place)) {
      assertThat(workspace.status().drift()).isEmpty();
    }
    try (Workspace workspace = Workspace.create("demo", place)) {
      List<CloudCall> calls = workspace.calls();
      assertThat(withoutDocuments(calls)).hasSizeLessThanOrEqualTo(20);
      workspace.delete(Retained.DELETE);
    }
    assertThat(cloud.leftovers()).isEmpty();
  }

  /** The lease of the workspace is renewed as long as the work takes. */
  private static List<CloudCall> withoutDocuments(List<CloudCall> calls) {
    return calls.stream().filter(call -> !call.target().contains("/documents/")).toList();
  }
}
