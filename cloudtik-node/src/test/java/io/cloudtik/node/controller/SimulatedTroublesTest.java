/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.error.FailureKind;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.Lifetime;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machines;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A cluster of twenty on a cloud that has a bad day. */
class SimulatedTroublesTest {
  private static final Duration HOUR = Duration.ofHours(1);
  private static final int WORKERS = 20;

  private static CloudSimulation cluster(UnaryOperator<WorkerGroupSpec.Builder> group) {
    WorkerGroupSpec.Builder builder = WorkerGroupSpec.builder().min(WORKERS).max(50);
    return new CloudSimulation(
        1,
        CloudLimits.ec2(),
        ClusterSpec.builder()
            .name("etl")
            .lifetime(Lifetime.untilTerminated())
            .workerGroups(List.of(group.apply(builder).build()))
            .build(),
        Duration.ofSeconds(1));
  }

  private static boolean full(CloudSimulation cluster) {
    return cluster.ready() == WORKERS && cluster.workers().size() == WORKERS;
  }

  private static void becomesFull(CloudSimulation cluster, Duration longest) {
    assertThat(cluster.runUntil(() -> full(cluster), longest))
        .as("full size within %s: %s ready, %s", longest, cluster.ready(), cluster.view().reason())
        .isTrue();
  }

  private static Map<String, Long> zones(CloudSimulation cluster) {
    return cluster.workers().stream()
        .collect(Collectors.groupingBy(it -> it.pool().zone(), Collectors.counting()));
  }

  @Test
  void anOutageOfOneZoneForAnHourCostsFewCallsAndNoCapacity() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      becomesFull(cluster, Duration.ofMinutes(5));
      assertThat(zones(cluster)).containsOnlyKeys("sim-a");

      Duration begun = cluster.elapsed();
      cluster.cloud.machines().outage("sim-a", HOUR);
      becomesFull(cluster, Duration.ofMinutes(5));
      long failed = cluster.failedLaunches();
      Duration healed = cluster.elapsed().minus(begun);
      System.out.printf(
          "FIGURE simulated-zone-outage %d failed calls until full size elsewhere, after %d s%n",
          failed, healed.toSeconds());
      assertThat(failed).isLessThanOrEqualTo(12);
      assertThat(zones(cluster)).doesNotContainKey("sim-a");

      cluster.run(HOUR.multipliedBy(2));
      assertThat(full(cluster)).as(cluster.view() + " " + cluster.cloud.machines().all()).isTrue();
      assertThat(cluster.failedLaunches())
          .as("nobody asks for what nobody needs")
          .isEqualTo(failed);
    }
  }

  /** The API of the zone does not answer, so each launch may have been made. */
  @Test
  void aZoneWhoseLaunchesAreNotAnsweredIsLeft() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      cluster
          .cloud
          .faults()
          .on(Machines.LAUNCH)
          .in("sim-a")
          .during(HOUR)
          .refuse(FailureKind.UNAVAILABLE);

      becomesFull(cluster, Duration.ofMinutes(20));

      assertThat(zones(cluster)).doesNotContainKey("sim-a");
      assertThat(cluster.failedLaunches()).isLessThanOrEqualTo(30);
    }
  }

  @Test
  void aRoomThatIsTooSmallEverywhereIsUsedUpAndThenAskedSeldom() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      cluster.cloud.machines().room(pool -> true, 5);

      assertThat(cluster.runUntil(() -> cluster.ready() == 14, Duration.ofMinutes(20))).isTrue();
      cluster.run(HOUR);

      assertThat(cluster.view().reason()).contains("no room");
      assertThat(cluster.failedLaunches()).isLessThan(80);
      cluster.cloud.machines().room(pool -> true, 50);
      becomesFull(cluster, Duration.ofMinutes(30));
    }
  }

  /** Somebody else in the account takes most of what it may call. */
  @Test
  void throttlingThroughAWholeStartDelaysItOnly() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      for (String call : List.of(Machines.LAUNCH, Machines.LIST, "ListSubnets", "ListFirewalls")) {
        cluster.cloud.faults().on(call).of("head-1").butEach(5).refuse(FailureKind.THROTTLED);
      }

      becomesFull(cluster, HOUR);

      List<CallRecord> calls = cluster.callsOfHeads();
      long throttled = calls.stream().filter(it -> it.outcome().equals("THROTTLED")).count();
      System.out.printf(
          "TABLE throttled through a start: %d of %d calls refused, full after %s%n",
          throttled, calls.size(), cluster.elapsed());
      assertThat(throttled).isGreaterThan(calls.size() / 2);
      assertThat(cluster.doubles()).isZero();
      assertThat(cluster.cloud.machines().all()).as("none too many, ever").hasSize(WORKERS + 1);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {120, 30})
  void whenMostSpotMachinesAreTakenBackOthersComeAndOnDemandWhereThereIsNone(int notice) {
    try (CloudSimulation cluster = cluster(WorkerGroupSpec.Builder::spot)) {
      becomesFull(cluster, Duration.ofMinutes(5));
      assertThat(cluster.workers()).allMatch(it -> it.pool().spot());
      // There is no more spot than what is left.
      cluster.cloud.machines().room(pool -> pool.spot(), 0);

      assertThat(cluster.cloud.machines().reclaim(0.6, Duration.ofSeconds(notice))).isEqualTo(12);
      cluster.run(Duration.ofSeconds(notice - 1));

      int readyWhenTaken = cluster.ready();
      if (notice == 120) {
        assertThat(readyWhenTaken).as("replaced before they go").isEqualTo(WORKERS);
      }
      becomesFull(cluster, Duration.ofMinutes(5));
      assertThat(cluster.workers()).filteredOn(it -> !it.pool().spot()).hasSize(12);
      assertThat(cluster.failedLaunches()).isLessThanOrEqualTo(12);
      assertThat(cluster.cloud.machines().all()).hasSize(1 + WORKERS + 12);
    }
  }

  @Test
  void whenAQuotaIsRaisedTheRestComes() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      cluster.cloud.machines().quota(false, 2 + 2 * 8);
      assertThat(cluster.runUntil(() -> cluster.ready() == 8, Duration.ofMinutes(5))).isTrue();
      cluster.run(HOUR);
      assertThat(cluster.ready()).isEqualTo(8);
      assertThat(cluster.view().reason()).contains("The account may have 18 CPUs");
      assertThat(cluster.failedLaunches()).isLessThan(30);

      cluster.cloud.machines().quota(false, 1_000);
      becomesFull(cluster, Duration.ofMinutes(40));
    }
  }

  @Test
  void machinesThatNeverBootOrBootSickAreReplaced() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      cluster.cloud.machines().neverBoot(3);
      cluster.cloud.machines().bootSick(4);

      becomesFull(cluster, HOUR);

      assertThat(cluster.cloud.machines().all()).hasSize(1 + WORKERS + 7);
    }
  }

  /** Their node controllers go on, while the cloud says that they are gone. */
  @Test
  void machinesThatAnswerAfterTheyWereReportedGoneAreReplacedAndDoNoHarm() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      becomesFull(cluster, Duration.ofMinutes(5));
      List<Machine> victims = cluster.workers().subList(0, 3);
      cluster.cloud.machines().leaveGhosts(3);
      cluster.cloud.machines().take(victims::contains, "host failure");
      assertThat(victims).allMatch(Machine::answers);

      becomesFull(cluster, Duration.ofMinutes(5));
      cluster.run(Duration.ofMinutes(20));

      assertThat(victims).allMatch(Machine::answers);
      assertThat(full(cluster)).isTrue();
      assertThat(cluster.cloud.machines().all()).hasSize(1 + WORKERS + 3);
      assertThat(cluster.view().nodes()).hasSize(1 + WORKERS);
    }
  }

  @Test
  void readingsThatAreHalfAMinuteOldMakeNoDoubles() {
    try (CloudSimulation cluster = cluster(group -> group)) {
      cluster.cloud.machines().lag(Duration.ofSeconds(30));
      becomesFull(cluster, Duration.ofMinutes(10));
      cluster.cloud.machines().take(it -> it.address().endsWith("3"), "host failure");
      becomesFull(cluster, Duration.ofMinutes(10));
      cluster.scale(30);
      cluster.run(Duration.ofMinutes(5));
      cluster.scale(WORKERS);
      becomesFull(cluster, Duration.ofMinutes(10));

      assertThat(cluster.doubles()).isZero();
      assertThat(new TreeSet<>(cluster.slotsOf(cluster.cloud.machines().all())))
          .as("no slot had two machines")
          .hasSameSizeAs(cluster.cloud.machines().all());
    }
  }

  /** Each kind of refusal, at each call that the controller makes, three times in a row. */
  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void eachFailureAtEachCallIsOvercome(FailureKind kind) {
    List<String> names = callNames();
    assertThat(names).contains(Machines.LAUNCH, Machines.LIST, Machines.TERMINATE, "PutObject");
    for (String name : names) {
      for (int first : List.of(1, 2, 5)) {
        try (CloudSimulation cluster = cluster(group -> group.min(3))) {
          for (int n = first; n < first + 3; n++) {
            cluster.cloud.faults().on(name).of("head-1").nth(n).refuse(kind);
          }
          life(cluster, kind + " at " + name + " " + first);
        }
      }
    }
  }

  private static List<String> callNames() {
    try (CloudSimulation cluster = cluster(group -> group.min(3))) {
      life(cluster, "undisturbed");
      return cluster.cloud.log().stream()
          .filter(call -> call.client().startsWith("head-"))
          .map(CallRecord::name)
          .distinct()
          .sorted()
          .toList();
    }
  }

  private static void life(CloudSimulation cluster, String what) {
    assertThat(cluster.runUntil(() -> cluster.ready() == 3, HOUR)).as("started: " + what).isTrue();
    cluster.cloud.machines().take(it -> it == cluster.workers().get(0), "host failure");
    cluster.scale(5);
    assertThat(cluster.runUntil(() -> sized(cluster, 5), HOUR)).as("grown: " + what).isTrue();
    cluster.scale(2);
    assertThat(cluster.runUntil(() -> sized(cluster, 2), HOUR)).as("shrunk: " + what).isTrue();
    assertThat(cluster.doubles()).as(what).isZero();
    cluster.terminate();
    assertThat(cluster.runUntil(cluster::over, HOUR)).as("ended: " + what).isTrue();
    cluster.run(Duration.ofMinutes(2));
    assertThat(cluster.cloud.machines().living()).as(what).isEmpty();
  }

  private static boolean sized(CloudSimulation cluster, int workers) {
    return cluster.ready() == workers && cluster.workers().size() == workers;
  }
}
