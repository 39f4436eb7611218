/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.node.controller.HeadCrashes.Deed;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head is stopped at each of its calls, to the cloud and to the store; another goes on. */
class SimulatedCrashTest {
  /** What a lost Redis adds is seldom decided by the very call; 1 is each. */
  private static final int STRIDE_WITHOUT_REDIS = Integer.getInteger("cloudtik.crash.stride", 5);

  @ParameterizedTest
  @CsvSource({
    "START,APPLIED,false", "START,LOST,false", "START,APPLIED,true",
    "SCALE_UP,APPLIED,false", "SCALE_UP,LOST,false", "SCALE_UP,APPLIED,true",
    "SCALE_DOWN,APPLIED,false", "SCALE_DOWN,LOST,false", "SCALE_DOWN,APPLIED,true",
    "TERMINATE,APPLIED,false", "TERMINATE,LOST,false", "TERMINATE,APPLIED,true"
  })
  void theHeadMayBeKilledAtEveryCall(Deed deed, LastCall last, boolean redisIsLost) {
    int stride = redisIsLost ? STRIDE_WITHOUT_REDIS : 1;
    HeadCrashes.Outcome outcome =
        new HeadCrashes(deed, last, redisIsLost, stride)
            .run("cluster", SimulatedCrashTest::cluster);

    assertThat(outcome.calls()).isGreaterThan(5);
    assertThat(outcome.wrong()).isZero();
  }

  private static CloudSimulation cluster(int k, int workers) {
    return new CloudSimulation(k, CloudLimits.ec2(), SimulatedCloudScaleTest.workers(workers));
  }

  /** It does not know that time has passed, until it asks its clock. */
  @ParameterizedTest
  @CsvSource({"START", "SCALE_DOWN"})
  void aHeadThatStoodStillInACallChangesNothingOnceAnotherIsInCharge(Deed deed) {
    List<CallRecord> changes = new ArrayList<>();
    int k = 0;
    for (boolean stood = true; stood; ) {
      k++;
      try (CloudSimulation cluster = cluster(k, deed.wanted())) {
        if (deed != Deed.START) {
          HeadCrashes.require(cluster, deed.before);
          HeadCrashes.ask(cluster, deed);
        }
        Optional<List<CallRecord>> made =
            cluster.standsStill(k, () -> HeadCrashes.isReached(cluster, deed));
        stood = made.isPresent();
        changes.addAll(made.orElse(List.of()));
        assertThat(HeadCrashes.reached(cluster, deed)).isTrue();
        assertThat(cluster.doubles()).isZero();
      }
    }
    System.out.printf(
        "TABLE cluster %-10s stood still in each of %3d calls: changes after another was in"
            + " charge %d%n",
        deed, k - 1, changes.size());
    assertThat(k).isGreaterThan(5);
    assertThat(changes).isEmpty();
  }
}
