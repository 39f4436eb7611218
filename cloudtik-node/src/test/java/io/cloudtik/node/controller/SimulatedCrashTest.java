/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The head is stopped at each of its calls, to the cloud and to the store; another goes on. */
class SimulatedCrashTest {
  private static final Duration LONG = Duration.ofMinutes(40);

  /** What the head was about. */
  private enum Deed {
    START(0, 3),
    SCALE_UP(2, 5),
    SCALE_DOWN(4, 1),
    TERMINATE(3, 0);

    private final int before;
    private final int after;

    Deed(int before, int after) {
      this.before = before;
      this.after = after;
    }
  }

  @ParameterizedTest
  @CsvSource({
    "START,APPLIED,false", "START,LOST,false", "START,APPLIED,true",
    "SCALE_UP,APPLIED,false", "SCALE_UP,LOST,false", "SCALE_UP,APPLIED,true",
    "SCALE_DOWN,APPLIED,false", "SCALE_DOWN,LOST,false", "SCALE_DOWN,APPLIED,true",
    "TERMINATE,APPLIED,false", "TERMINATE,LOST,false", "TERMINATE,APPLIED,true"
  })
  void theHeadMayBeKilledAtEveryCall(Deed deed, LastCall last, boolean redisIsLost) {
    int leaks = 0;
    int doubles = 0;
    int misses = 0;
    int strays = 0;
    int k = 0;
    boolean stopped = true;
    while (stopped) {
      k++;
      int wanted = deed == Deed.START ? deed.after : deed.before;
      try (CloudSimulation cluster =
          new CloudSimulation(k, CloudLimits.ec2(), SimulatedCloudScaleTest.workers(wanted))) {
        cluster.cloud.machines().lag(Duration.ofSeconds(3));
        if (deed != Deed.START) {
          require(cluster, deed.before);
          ask(cluster, deed);
        }
        stopped = stopped(cluster, deed, k, last);
        // Intents of machines that are to end are given back before.
        strays += deed == Deed.START || deed == Deed.SCALE_UP ? cluster.strays() : 0;
        if (redisIsLost) {
          cluster.loseRedis();
        }
        cluster.startHead();
        if (redisIsLost && (deed == Deed.SCALE_UP || deed == Deed.SCALE_DOWN)) {
          // The command may have gone with Redis before it was recorded.
          cluster.scale(deed.after);
        }
        misses += reached(cluster, deed) ? 0 : 1;
        doubles += cluster.doubles();
        if (deed != Deed.TERMINATE) {
          leaks += Math.max(0, cluster.workers().size() - deed.after);
          cluster.terminate();
          misses += cluster.runUntil(cluster::over, LONG) ? 0 : 1;
        }
        cluster.cloud.time().pause(Duration.ofMinutes(2));
        leaks += cluster.cloud.machines().living().size();
      }
    }
    System.out.printf(
        "TABLE cluster %-10s killed at each of %3d calls, %-7s%s:"
            + " leaks %d, doubles %d, machines without intent %d, misses %d%n",
        deed, k - 1, last, redisIsLost ? ", Redis lost" : "", leaks, doubles, strays, misses);
    assertThat(k).isGreaterThan(5);
    assertThat(List.of(leaks, doubles, strays, misses)).containsOnly(0);
  }

  /** It does not know that time has passed, until it asks its clock. */
  @ParameterizedTest
  @CsvSource({"START", "SCALE_DOWN"})
  void aHeadThatStoodStillInACallChangesNothingOnceAnotherIsInCharge(Deed deed) {
    List<CallRecord> changes = new ArrayList<>();
    int k = 0;
    for (boolean stood = true; stood; ) {
      k++;
      int wanted = deed == Deed.START ? deed.after : deed.before;
      try (CloudSimulation cluster =
          new CloudSimulation(k, CloudLimits.ec2(), SimulatedCloudScaleTest.workers(wanted))) {
        if (deed != Deed.START) {
          require(cluster, deed.before);
          ask(cluster, deed);
        }
        Optional<List<CallRecord>> made = cluster.standsStill(k, () -> isReached(cluster, deed));
        stood = made.isPresent();
        changes.addAll(made.orElse(List.of()));
        assertThat(reached(cluster, deed)).isTrue();
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

  private static void ask(CloudSimulation cluster, Deed deed) {
    if (deed == Deed.TERMINATE) {
      cluster.terminate();
    } else {
      cluster.scale(deed.after);
    }
  }

  private static void require(CloudSimulation cluster, int workers) {
    assertThat(cluster.runUntil(() -> cluster.ready() == workers, LONG)).isTrue();
  }

  private static boolean reached(CloudSimulation cluster, Deed deed) {
    return deed == Deed.TERMINATE
        ? cluster.runUntil(cluster::over, LONG)
        : cluster.runUntil(() -> isReached(cluster, deed), LONG);
  }

  private static boolean isReached(CloudSimulation cluster, Deed deed) {
    return cluster.ready() == deed.after && cluster.workers().size() == deed.after;
  }

  private static boolean stopped(CloudSimulation cluster, Deed deed, int k, LastCall last) {
    cluster.stopHeadAfter(k, last);
    try {
      boolean unused = reached(cluster, deed);
      return false;
    } catch (ClientStopped e) {
      return true;
    }
  }
}
