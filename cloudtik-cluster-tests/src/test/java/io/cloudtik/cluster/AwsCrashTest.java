/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.node.controller.AwsAccess;
import io.cloudtik.node.controller.CloudSimulation;
import io.cloudtik.node.controller.HeadCrashes;
import io.cloudtik.node.controller.HeadCrashes.Deed;
import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.aws.NatGateways;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head is stopped at its calls to the emulated AWS, over the wire; another goes on. */
class AwsCrashTest {
  /** Every k-th call; set to 1 to kill at each. */
  private static final int STRIDE = Integer.getInteger("cloudtik.aws.stride", 41);

  /** Each look is a call over the wire. */
  private static final Duration MOVING = Duration.ofSeconds(5);

  @ParameterizedTest
  @CsvSource({
    "START,APPLIED",
    "START,LOST",
    "SCALE_UP,APPLIED",
    "SCALE_UP,LOST",
    "TERMINATE,APPLIED",
    "TERMINATE,LOST"
  })
  void theHeadMayBeKilledAtEveryCall(Deed deed, LastCall last) {
    HeadCrashes.Outcome outcome =
        new HeadCrashes(deed, last, false, STRIDE).run("AWS cluster", AwsCrashTest::cluster);

    assertThat(outcome.calls()).isGreaterThan(5);
    assertThat(outcome.wrong()).isZero();
  }

  private static CloudSimulation cluster(int k, int workers) {
    AwsAccess access =
        new AwsAccess(
            k,
            CloudLimits.ec2(),
            endpoint ->
                Aws.inRegion("us-west-2")
                    .endpointOverride(endpoint)
                    .zoneCount(1)
                    .natGateways(NatGateways.NONE));
    access.cloud().machines().boot(Duration.ofSeconds(10), 0.3);
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .lifetime(Lifetime.untilTerminated())
            .workerGroups(List.of(WorkerGroupSpec.builder().min(workers).max(50).build()))
            .build();
    return new CloudSimulation(k, access, spec, MOVING);
  }
}
