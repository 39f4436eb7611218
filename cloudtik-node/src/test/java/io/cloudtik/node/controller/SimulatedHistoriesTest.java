/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.NodeState;
import io.cloudtik.error.FailureKind;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Faults;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machines;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/**
 * Random histories of clusters on a simulated cloud: refusals, lost and late and doubled calls,
 * outages, machines that are taken, that never boot or boot sick, that answer from beyond; heads
 * that are killed at any call, frozen and woken; Redis lost. What must hold, holds at every pass;
 * then the troubles end, and the wish is reached. CI runs 200, {@code -Dcloudtik.histories=5000} as
 * many as that.
 */
class SimulatedHistoriesTest {
  private static final int HISTORIES = Integer.getInteger("cloudtik.histories", 100);
  private static final int FIRST = Integer.getInteger("cloudtik.histories.first", 0);
  private static final int MOST = 10;
  private static final int REPLAYED = 10;
  private static final Duration LONG = Duration.ofHours(4);
  private static final BigDecimal PRICE = new BigDecimal("0.096");
  private static final List<String> CALLS =
      List.of(
          Machines.LAUNCH,
          Machines.LIST,
          Machines.TERMINATE,
          Machines.CONSOLE,
          "PutObject",
          "GetObject",
          "DeleteObject",
          "ListObjects",
          "*");
  private static final Set<NodeState> COUNTED =
      EnumSet.of(
          NodeState.QUEUED,
          NodeState.REQUESTED,
          NodeState.ALLOCATED,
          NodeState.BOOTSTRAPPING,
          NodeState.READY,
          NodeState.SUSPECT);

  @Test
  void whateverHappenedTheWishIsReachedAndNothingWasEverTooMuch() {
    int events =
        IntStream.range(FIRST, FIRST + HISTORIES)
            .parallel()
            .map(SimulatedHistoriesTest::callsOfHistory)
            .sum();
    System.out.printf(
        "TABLE %d random histories of clusters, %d calls to the cloud: all reached their wish,"
            + " nothing was left%n",
        HISTORIES, events);
  }

  private static int callsOfHistory(int seed) {
    List<String> first = history(seed);
    if (seed % REPLAYED == 0) {
      assertThat(history(seed)).as("replay of seed " + seed).isEqualTo(first);
    }
    return first.size();
  }

  /** Returns the calls that were made. */
  private static List<String> history(int seed) {
    Random random = new Random(seed);
    WorkerGroupSpec.Builder group =
        WorkerGroupSpec.builder().min(1 + random.nextInt(6)).max(MOST).spot(random.nextBoolean());
    ClusterSpec.Builder spec =
        ClusterSpec.builder()
            .name("etl")
            .lifetime(Lifetime.untilTerminated())
            .workerGroups(List.of(group.build()));
    BigDecimal budget = PRICE.multiply(BigDecimal.valueOf(3 + random.nextInt(12)));
    if (random.nextBoolean()) {
      spec.hourlyBudget(budget);
    }
    try (CloudSimulation cluster = new CloudSimulation(seed, CloudLimits.ec2(), spec.build())) {
      for (int i = 0; i < 12 + random.nextInt(12); i++) {
        trouble(cluster, random);
        live(cluster, random);
      }
      calm(cluster);
      int affordable =
          cluster
              .spec
              .hourlyBudget()
              .map(most -> most.divideToIntegralValue(PRICE).intValue() - 1)
              .orElse(MOST);
      boolean spot = cluster.spec.workerGroups().get(0).spot();
      // More may be had on spot than on demand: where both are, the budget must do for the dearer.
      int wanted = 1 + random.nextInt(spot ? Math.min(affordable, MOST) : MOST);
      int reachable = Math.min(wanted, affordable);
      cluster.scale(wanted);
      assertThat(cluster.runUntil(() -> sized(cluster, reachable), LONG))
          .as("%s: %s wanted, %s", cluster, wanted, cluster.view())
          .isTrue();
      cluster.run(Duration.ofMinutes(3));
      long changes = cluster.changes();
      cluster.run(Duration.ofMinutes(10));
      assertThat(cluster.changes()).as("changes without need, " + cluster).isEqualTo(changes);
      cluster.terminate();
      assertThat(cluster.runUntil(cluster::over, LONG)).as("ended, " + cluster).isTrue();
      cluster.cloud.time().pause(Duration.ofMinutes(2));
      assertThat(cluster.cloud.machines().living()).as("left, " + cluster).isEmpty();
      return cluster.cloud.log().stream().map(CallRecord::toString).toList();
    }
  }

  private static boolean sized(CloudSimulation cluster, int workers) {
    return cluster.ready() == workers && cluster.workers().size() == workers;
  }

  private static void calm(CloudSimulation cluster) {
    cluster.doNotStopHead();
    cluster.cloud.faults().clear();
    cluster.cloud.machines().room(pool -> true, 1_000);
    cluster.cloud.machines().quota(true, 1_000);
    cluster.cloud.machines().quota(false, 1_000);
    cluster.cloud.machines().neverBoot(0);
    cluster.cloud.machines().bootSick(0);
    cluster.cloud.machines().tellLate(false);
    cluster.cloud.machines().lag(Duration.ofSeconds(2));
    cluster.redisIsAway(false);
    // Outages and what was delayed are over.
    cluster.run(Duration.ofMinutes(1));
  }

  private static void live(CloudSimulation cluster, Random random) {
    Duration until = cluster.elapsed().plusSeconds(1 + random.nextInt(60));
    while (cluster.elapsed().compareTo(until) < 0) {
      try {
        boolean unused =
            cluster.runUntil(
                () -> {
                  holds(cluster);
                  return cluster.elapsed().compareTo(until) >= 0;
                },
                Duration.ofMinutes(2));
      } catch (ClientStopped e) {
        if (random.nextInt(4) == 0) {
          cluster.loseRedis();
        }
        cluster.startHead();
      }
    }
  }

  /** What is true at every moment. */
  private static void holds(CloudSimulation cluster) {
    assertThat(cluster.doubles()).as("machines for a slot that has one, " + cluster).isZero();
    assertThat(cluster.nodeRecords().stream().filter(it -> COUNTED.contains(it.state())).count())
        .as("workers on their way or there, " + cluster)
        .isLessThanOrEqualTo(MOST);
    cluster
        .spec
        .hourlyBudget()
        .ifPresent(
            most ->
                assertThat(cluster.cloud.machines().hourlyCost())
                    .as("cost of an hour, " + cluster)
                    .isLessThanOrEqualTo(most));
  }

  private static void trouble(CloudSimulation cluster, Random random) {
    Machines machines = cluster.cloud.machines();
    List<Machine> workers = cluster.workers();
    Machine victim = workers.isEmpty() ? null : workers.get(random.nextInt(workers.size()));
    switch (random.nextInt(19)) {
      case 0, 1 -> cluster.scale(1 + random.nextInt(MOST));
      case 2 -> {
        machines.leaveGhosts(random.nextInt(2));
        machines.take(it -> it == victim, "host failure");
      }
      case 3 -> {
        int unused = machines.reclaim(random.nextDouble(), Duration.ofSeconds(30));
      }
      case 4 -> machines.outage(random.nextBoolean() ? "sim-a" : "sim-b", minutes(random));
      case 5 -> fault(cluster, random).refuse(kind(random));
      case 6 -> fault(cluster, random).refuse(FailureKind.THROTTLED);
      case 7 -> fault(cluster, random).loseReply();
      case 8 -> fault(cluster, random).loseRequest();
      case 9 -> fault(cluster, random).duplicate();
      case 10 -> fault(cluster, random).delay(Duration.ofSeconds(random.nextInt(20)));
      case 11 -> machines.room(pool -> true, random.nextInt(4));
      case 12 -> machines.quota(random.nextBoolean(), random.nextInt(20));
      case 13 -> machines.lag(Duration.ofSeconds(random.nextInt(30)));
      case 14 -> {
        machines.neverBoot(random.nextInt(3));
        machines.bootSick(random.nextInt(3));
        machines.tellLate(random.nextBoolean());
      }
      case 15 ->
          cluster.stopHeadAfter(
              1 + random.nextInt(30), random.nextBoolean() ? LastCall.APPLIED : LastCall.LOST);
      case 16 -> {
        if (victim != null) {
          cluster.nodes.cutOff(victim, Duration.ofSeconds(random.nextInt(120)));
        }
      }
      case 17 -> {
        cluster.startHead();
        live(cluster, random);
        assertThat(cluster.theHeadBeforeWakes()).as("changes of a head that was frozen").isZero();
      }
      default -> {
        cluster.redisIsAway(true);
        cluster.cloud.time().at(Duration.ofSeconds(40), () -> cluster.redisIsAway(false));
      }
    }
  }

  private static Duration minutes(Random random) {
    return Duration.ofMinutes(1 + random.nextInt(20));
  }

  private static FailureKind kind(Random random) {
    return FailureKind.values()[random.nextInt(FailureKind.values().length)];
  }

  private static Faults.Rule fault(CloudSimulation cluster, Random random) {
    Faults.Rule rule =
        cluster
            .cloud
            .faults()
            .on(CALLS.get(random.nextInt(CALLS.size())))
            .during(Duration.ofSeconds(random.nextInt(90)));
    return random.nextBoolean() ? rule.times(1 + random.nextInt(4)) : rule;
  }
}
