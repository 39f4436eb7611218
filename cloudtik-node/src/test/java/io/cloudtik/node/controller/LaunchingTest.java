/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.ServiceState;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.event.NoticeEvent;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.store.WriteCondition;
import java.math.BigDecimal;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which machines are asked for, and what becomes of refusals. */
class LaunchingTest {
  private static final Offering CHEAP = offering("m", "a", false, "0.10");
  private static final Offering OTHER_ZONE = offering("m", "b", false, "0.11");
  private static final Offering SPOT = offering("m", "a", true, "0.03");

  @Test
  void allThatIsMissingIsAskedForInOneWave() {
    Simulation cluster = cluster(spec(20), CHEAP, OTHER_ZONE);

    cluster.run(10);

    assertThat(cluster.cloud.asked).containsExactly("m/a x20");
    assertThat(cluster.workers(NodeState.READY)).hasSize(20);
  }

  @Test
  void theIntentSaysWhatIsAskedForBeforeTheCall() {
    Simulation cluster = cluster(spec(2), CHEAP);
    cluster.cloud.beforeLaunch =
        () ->
            assertThat(cluster.records.all(RecordKeys.intents("u1"), "", IntentRecord.class))
                .extracting(stored -> stored.value().offering())
                .containsExactly("m/a", "m/a");

    cluster.run(10);

    assertThat(cluster.workers(NodeState.READY)).hasSize(2);
  }

  @Test
  void whatHasNoRoomIsLeftForAnotherZoneAtOnce() {
    Simulation cluster = cluster(spec(6), CHEAP, OTHER_ZONE);
    cluster.cloud.refusals.put("m/a", failure(FailureKind.CAPACITY, "a"));

    cluster.run(20);

    assertThat(cluster.cloud.asked).containsExactly("m/a x6", "m/b x6");
    assertThat(cluster.workers(NodeState.READY)).hasSize(6);
  }

  @Test
  void aRefusalThatComesLaterIsOneOfTheOffering() {
    Simulation cluster = cluster(spec(6), CHEAP, OTHER_ZONE);
    cluster.cloud.failures.put("m/a", failure(FailureKind.CAPACITY, "a"));

    cluster.run(20);

    assertThat(cluster.cloud.asked).containsExactly("m/a x6", "m/b x6");
    assertThat(cluster.cloud.livingOfferings()).hasSize(6).containsOnly("m/b");
  }

  @Test
  void aRefusalCoversWhatItsScopeSays() {
    Offering larger = offering("l", "a", false, "0.105");
    Simulation cluster = cluster(spec(4), CHEAP, larger, OTHER_ZONE);
    cluster.cloud.refusals.put("m/a", failure(FailureKind.CAPACITY, "a"));

    cluster.run(20);

    assertThat(cluster.cloud.asked)
        .as("the failure was one of zone a, which the larger machine is in, too")
        .containsExactly("m/a x4", "m/b x4");
  }

  @Test
  void afterARefusalOneIsTriedAndEachSuccessDoubles() {
    Simulation cluster = cluster(spec(20), CHEAP);
    cluster.cloud.refusals.put("m/a", failure(FailureKind.CAPACITY, "a"));
    cluster.run(5);
    assertThat(cluster.cloud.asked).containsExactly("m/a x20");
    assertThat(cluster.view().reason())
        .contains("no machine is to be had; next try in", "m/a", "no room in a");
    cluster.cloud.refusals.clear();
    cluster.cloud.asked.clear();

    cluster.run(60);

    // What came leaves room for as many, and each wave that came whole doubles the room.
    assertThat(cluster.cloud.asked)
        .startsWith("m/a x1")
        .contains("m/a x2", "m/a x4")
        .hasSizeLessThan(10);
    assertThat(cluster.workers(NodeState.READY)).hasSize(20);
  }

  @Test
  void eachRefusalWaitsLonger() {
    Simulation cluster = cluster(spec(3), CHEAP);
    cluster.cloud.refusals.put("m/a", failure(FailureKind.CAPACITY, "a"));

    cluster.run(3600);

    // 30 s, doubled up to 10 min: about 4 tries to get there, then 6 in the rest of the hour.
    assertThat(cluster.cloud.asked).hasSizeBetween(8, 12);
  }

  @Test
  void spotIsTriedFirstAndOnDemandWhenThereIsNone() {
    ClusterSpec spec =
        spec(4).with(it -> it.workerGroups(List.of(group(4).with(group -> group.spot()))));
    Simulation cluster = cluster(spec, CHEAP, SPOT);
    cluster.cloud.refusals.put("m/a/spot", failure(FailureKind.CAPACITY, "a", true));

    cluster.run(20);

    assertThat(cluster.cloud.asked).containsExactly("m/a/spot x4", "m/a x4");
    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
  }

  @Test
  void withoutFallbackSpotIsAwaited() {
    ClusterSpec spec =
        spec(4)
            .with(
                it ->
                    it.workerGroups(
                        List.of(group(4).with(each -> each.spot().onDemandFallback(false)))));
    Simulation cluster = cluster(spec, CHEAP, SPOT);
    cluster.cloud.refusals.put("m/a/spot", failure(FailureKind.CAPACITY, "a", true));

    cluster.run(20);

    assertThat(cluster.cloud.asked).containsExactly("m/a/spot x4");
    assertThat(cluster.view().state()).isEqualTo(ClusterState.STARTING);
  }

  @Test
  void aCallThatMayHaveWorkedIsRepeatedUnderTheSameNames() {
    for (FailureKind kind : List.of(FailureKind.THROTTLED, FailureKind.UNAVAILABLE)) {
      Simulation cluster = cluster(spec(3), CHEAP, OTHER_ZONE);
      cluster.cloud.refusals.put("m/a", failure(kind, "a"));
      cluster.run(10);
      cluster.cloud.refusals.clear();
      cluster.run(40);

      assertThat(cluster.cloud.launched)
          .as(kind.name())
          .containsExactlyInAnyOrder("workers-1", "workers-2", "workers-3");
      assertThat(cluster.cloud.asked).as(kind.name()).hasSizeBetween(3, 7).containsOnly("m/a x3");
      assertThat(cluster.workers(NodeState.READY)).as(kind.name()).hasSize(3);
    }
  }

  @Test
  void whatSomebodyHasToChangeIsNotTriedAgainAtOnce() {
    Simulation cluster = cluster(spec(3), CHEAP);
    cluster.cloud.refusals.put("m/a", failure(FailureKind.PERMISSION, "a"));

    cluster.run(100);

    assertThat(cluster.cloud.asked).hasSizeBetween(1, 3);
    assertThat(cluster.view().reason()).contains("ask your administrator");
  }

  @Test
  void noWorkerIsLaunchedBeyondTheBudgetOfAnHour() {
    ClusterSpec spec = spec(3).with(it -> it.hourlyBudget(new BigDecimal("0.45")));
    Simulation cluster = cluster(spec, CHEAP);
    cluster.run(10);
    cluster.scale("workers", 9);

    cluster.run(30);

    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
    assertThat(cluster.view().reason()).contains("4 of 9 ready", "budget of an hour is used up");

    cluster.cloud.lose("workers-1");
    cluster.run(60);
    assertThat(cluster.workers(NodeState.READY)).as("the lost one is replaced").hasSize(4);
    assertThat(cluster.cloud.living()).hasSize(5);
  }

  @Test
  void aNoticeDrainsTheWorkerAndReplacesItBeforeItGoes() {
    Simulation cluster = cluster(spec(3), CHEAP);
    cluster.run(10);
    cluster.submit("j1");
    cluster.run(3);
    String busy = cluster.job("j1").parts().get(0).node();
    cluster.cloud.notices.put(
        busy, LossNotice.of(cluster.time.instant().plusSeconds(120), "spot interruption"));

    cluster.run(20);

    assertThat(cluster.node(busy).state()).as("it has a job").isEqualTo(NodeState.DRAINING);
    assertThat(cluster.node(busy).reason()).contains("spot interruption");
    assertThat(cluster.workers(NodeState.READY)).hasSize(3).doesNotContain(busy);

    cluster.nodes.end("j1", 0, "done");
    cluster.run(20);
    assertThat(cluster.cloud.living()).doesNotContain(busy).hasSize(4);
  }

  @Test
  void aWorkerThatMayBeLostBeforeLongIsReplacedFirstAndDrainedThen() {
    Simulation cluster = cluster(spec(3), CHEAP);
    cluster.run(10);
    cluster.nodes.serviceStates.put("workers-4", ServiceState.STARTING);
    cluster.nodes.advice.put("workers-2", "EC2 recommends to rebalance");

    cluster.run(20);

    assertThat(cluster.cloud.living()).as("head, three and a successor").hasSize(5);
    assertThat(cluster.node("workers-2").state())
        .as("no other is ready")
        .isEqualTo(NodeState.READY);

    cluster.nodes.serviceStates.clear();
    cluster.run(30);

    assertThat(cluster.cloud.living()).hasSize(4).doesNotContain("workers-2");
    assertThat(cluster.workers(NodeState.READY)).hasSize(3).contains("workers-4");
  }

  @Test
  void whoMayBeLostBeforeLongStaysWhereTheGroupMayNotGrow() {
    ClusterSpec full =
        ClusterSpec.builder()
            .name("etl")
            .workerGroups(List.of(WorkerGroupSpec.builder().min(3).max(3).build()))
            .build();
    Simulation cluster = cluster(full, CHEAP);
    cluster.run(10);
    cluster.nodes.advice.put("workers-2", "EC2 recommends to rebalance");

    cluster.run(30);

    assertThat(cluster.workers(NodeState.READY)).hasSize(3).contains("workers-2");
    assertThat(cluster.cloud.living()).hasSize(4);
  }

  @Test
  void whoMayBeLostBeforeLongGoesFirstWhenTheGroupShrinks() {
    Simulation cluster = cluster(spec(2), CHEAP);
    cluster.run(10);
    cluster.scale("workers", 4);
    cluster.run(20);
    cluster.nodes.advice.put("workers-1", "EC2 recommends to rebalance");
    cluster.scale("workers", 3);

    cluster.run(20);

    assertThat(cluster.workers(NodeState.READY))
        .containsExactlyInAnyOrder("workers-2", "workers-3", "workers-4");
  }

  @Test
  void workersThatFailInTheSameWayAreTriedOneAtATime() {
    Simulation cluster = cluster(spec(10), CHEAP);
    cluster.nodes.pushesFail = true;

    cluster.run(600);

    assertThat(cluster.cloud.launched).as("ten, then single ones").hasSizeBetween(12, 22);
    assertThat(cluster.cloud.asked).startsWith("m/a x10", "m/a x1", "m/a x1");
    assertThat(cluster.events())
        .filteredOn(NoticeEvent.class::isInstance)
        .extracting(event -> event.message())
        .filteredOn(message -> message.contains("one at a time is tried"))
        .hasSize(1);

    cluster.nodes.pushesFail = false;
    cluster.run(700);
    assertThat(cluster.workers(NodeState.READY)).hasSize(10);
  }

  @Test
  void aMachineThatNobodyAskedForIsEndedUnlessItAnswers() {
    Simulation cluster = cluster(spec(3), CHEAP);
    cluster.run(10);
    forgetIntent(cluster, "workers-1");
    forgetIntent(cluster, "workers-2");
    cluster.loseRedis();
    cluster.nodes.adopt(List.of("workers-2", "workers-3"));

    cluster.run(60);

    assertThat(cluster.cloud.terminated).containsExactly("workers-1");
    assertThat(cluster.workers(NodeState.READY))
        .containsExactlyInAnyOrder("workers-2", "workers-3", "workers-4");
  }

  private static void forgetIntent(Simulation cluster, String slot) {
    cluster.store.delete(RecordKeys.intent("u1", slot), WriteCondition.always());
  }

  private static Simulation cluster(ClusterSpec spec, Offering... offerings) {
    Simulation cluster = new Simulation(spec);
    cluster.cloud.offerings = List.of(offerings);
    return cluster;
  }

  private static ClusterSpec spec(int workers) {
    return ClusterSpec.builder().name("etl").workerGroups(List.of(group(workers))).build();
  }

  private static WorkerGroupSpec group(int workers) {
    return WorkerGroupSpec.builder().min(workers).max(40).build();
  }

  private static ProviderFailure failure(FailureKind kind, String zone) {
    return ProviderFailure.builder()
        .kind(kind)
        .message("no room in " + zone)
        .scope(FailureScope.builder().addZones(zone).build())
        .remedy("ask your administrator")
        .build();
  }

  private static ProviderFailure failure(FailureKind kind, String zone, boolean spot) {
    return ProviderFailure.builder()
        .kind(kind)
        .message("no room in " + zone)
        .scope(FailureScope.builder().addZones(zone).spot(spot).build())
        .build();
  }

  private static Offering offering(String type, String zone, boolean spot, String price) {
    return Offering.builder()
        .shape(NodeShape.builder().instanceType(type).cpus(2).memory(DataSize.gib(4)).build())
        .zone(zone)
        .spot(spot)
        .hourlyPrice(new BigDecimal(price))
        .build();
  }
}
