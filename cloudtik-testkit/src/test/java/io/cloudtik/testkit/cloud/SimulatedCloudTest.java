/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.testkit.cloud.Machine.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The cloud says no the way clouds do. */
class SimulatedCloudTest {
  private static final Pool POOL = new Pool("sim.large", "sim-a", false);
  private static final Pool SPOT = new Pool("sim.large", "sim-a", true);

  private final SimulatedCloud cloud = SimulatedCloud.of(7);
  private final CloudClient client = cloud.client("client");

  private static List<MachineOrder> orders(int from, int count) {
    List<MachineOrder> orders = new ArrayList<>();
    for (int i = from; i < from + count; i++) {
      orders.add(new MachineOrder("token-" + i, Map.of("of", "test"), Set.of(), ""));
    }
    return orders;
  }

  private static Thing make(SimulatedCloud in, ThingKind kind, String name, String... uses) {
    return in.things()
        .create(
            in.client("maker"),
            new ThingOrder(kind, name, name, Map.of("of", "test"), Map.of(), Set.of(uses)));
  }

  private static void assertRefused(FailureKind kind, ThrowingCallable call) {
    assertThatThrownBy(call)
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.failure().orElseThrow().kind()).isEqualTo(kind));
  }

  @Test
  void aMachineBootsRunsAndEndsInTimeThatIsOnlyReckoned() {
    cloud.machines().launch(client, POOL, orders(0, 10));
    assertThat(cloud.machines().living()).extracting(Machine::state).containsOnly(State.PENDING);

    cloud.time().pause(Duration.ofSeconds(41));
    assertThat(cloud.machines().living()).extracting(Machine::state).containsOnly(State.PENDING);
    cloud.time().pause(Duration.ofSeconds(38));
    assertThat(cloud.machines().living()).extracting(Machine::state).containsOnly(State.RUNNING);

    cloud.machines().terminate(client, Set.of("i-00000001"));
    assertThat(cloud.machines().all().get(0).state()).isEqualTo(State.ENDING);
    cloud.time().pause(Duration.ofMinutes(1));
    assertThat(cloud.machines().all().get(0).state()).isEqualTo(State.ENDED);
    assertThat(cloud.machines().living()).hasSize(9);
    assertThat(cloud.machines().cost()).isPositive();
  }

  @Test
  void anOrderIsFilledOnce() {
    cloud.faults().on(Machines.LAUNCH).nth(1).loseReply();
    assertRefused(
        FailureKind.UNAVAILABLE, () -> cloud.machines().launch(client, POOL, orders(0, 5)));
    cloud.faults().on(Machines.LAUNCH).nth(1).duplicate();
    cloud.machines().launch(client, POOL, orders(0, 5));

    assertThat(cloud.machines().all()).hasSize(5);
  }

  @Test
  void whatIsLostNeverArrivesAndWhatIsLateArrivesLate() {
    cloud.faults().on(Machines.LAUNCH).nth(1).loseRequest();
    cloud.faults().on(Machines.LAUNCH).nth(1).delay(Duration.ofSeconds(20));
    for (int i = 0; i < 2; i++) {
      assertRefused(
          FailureKind.UNAVAILABLE, () -> cloud.machines().launch(client, POOL, orders(0, 5)));
      assertThat(cloud.machines().all()).isEmpty();
    }
    cloud.time().pause(Duration.ofSeconds(21));
    assertThat(cloud.machines().all()).hasSize(5);
  }

  @Test
  void thereIsSoMuchRoomAndThePartThatFitsIsKept() {
    cloud.machines().room(POOL::equals, 7);

    assertThat(cloud.machines().launch(client, POOL, orders(0, 10)).orElseThrow().kind())
        .isEqualTo(FailureKind.CAPACITY);
    assertThat(cloud.machines().all()).hasSize(7);
    assertRefused(
        FailureKind.CAPACITY, () -> cloud.machines().launch(client, POOL, orders(20, 10)));
    cloud.machines().launch(client, SPOT, orders(20, 10));

    cloud.machines().quota(true, 22);
    assertThat(cloud.machines().launch(client, SPOT, orders(30, 10)).orElseThrow().kind())
        .isEqualTo(FailureKind.QUOTA);
    assertThat(cloud.machines().all()).hasSize(18);
    cloud.machines().quota(true, 100);
    cloud.machines().launch(client, SPOT, orders(31, 1));
    assertThat(cloud.machines().all()).hasSize(19);
  }

  @Test
  void someFailuresComeOnlyLater() {
    cloud.machines().tellLate(true);
    cloud.machines().room(POOL::equals, 1);

    cloud.machines().launch(client, POOL, orders(0, 3));
    assertThat(cloud.machines().living()).hasSize(3);
    cloud.time().pause(Duration.ofSeconds(3));

    assertThat(cloud.machines().living()).hasSize(1);
    assertThat(cloud.machines().all().get(2).failure().orElseThrow().kind())
        .isEqualTo(FailureKind.CAPACITY);
  }

  @Test
  void moreCallsAndMachinesThanTheLimitsAreThrottledUntilTheBucketsFill() {
    SimulatedCloud limited = SimulatedCloud.of(1, CloudLimits.ec2());
    CloudClient caller = limited.client("caller");
    limited.machines().launch(caller, POOL, orders(0, 900));

    assertRefused(
        FailureKind.THROTTLED, () -> limited.machines().launch(caller, POOL, orders(900, 200)));
    limited.time().pause(Duration.ofSeconds(51));
    limited.machines().launch(caller, POOL, orders(900, 200));

    assertRefused(
        FailureKind.THROTTLED,
        () -> {
          for (int i = 0; i < 20; i++) {
            limited.machines().launch(caller, POOL, orders(0, 1));
          }
        });
    assertThat(limited.machines().all()).hasSize(1_100);
  }

  @Test
  void spotMachinesAreTakenBackAfterANotice() {
    cloud.machines().launch(client, SPOT, orders(0, 10));
    cloud.time().pause(Duration.ofMinutes(2));

    assertThat(cloud.machines().reclaim(0.6, Duration.ofSeconds(120))).isEqualTo(6);

    cloud.time().pause(Duration.ofSeconds(119));
    assertThat(cloud.machines().living()).hasSize(10);
    assertThat(cloud.machines().living().stream().filter(m -> m.leaves().isPresent())).hasSize(6);
    cloud.time().pause(Duration.ofSeconds(2));
    assertThat(cloud.machines().living()).hasSize(4);
  }

  @Test
  void aZoneGoesDarkAndComesBack() {
    cloud.machines().launch(client, POOL, orders(0, 3));
    cloud.machines().launch(client, new Pool("sim.large", "sim-b", false), orders(3, 3));
    cloud.machines().outage("sim-a", Duration.ofHours(1));

    assertThat(cloud.machines().living()).hasSize(3);
    assertRefused(FailureKind.CAPACITY, () -> cloud.machines().launch(client, POOL, orders(6, 1)));
    cloud.time().pause(Duration.ofHours(1));
    cloud.time().pause(Duration.ofSeconds(1));
    cloud.machines().launch(client, POOL, orders(6, 1));
  }

  @Test
  void machinesMayNeverBootBootSickOrAnswerAfterTheyWereReportedGone() {
    List<String> heard = new ArrayList<>();
    cloud
        .machines()
        .listen(
            new MachineListener() {
              @Override
              public void booted(Machine machine, boolean sick) {
                heard.add(machine.id() + (sick ? " sick" : ""));
              }
            });
    cloud.machines().neverBoot(1);
    cloud.machines().bootSick(1);
    cloud.machines().leaveGhosts(1);
    cloud.machines().launch(client, POOL, orders(0, 4));
    cloud.time().pause(Duration.ofMinutes(2));

    assertThat(heard).containsExactlyInAnyOrder("i-00000002 sick", "i-00000003", "i-00000004");
    cloud.machines().take(machine -> machine.id().compareTo("i-00000002") > 0, "gone");
    assertThat(cloud.machines().all()).filteredOn(Machine::answers).hasSize(1);
    assertThat(cloud.machines().living()).hasSize(2);
  }

  @Test
  void readingsLag() {
    cloud.machines().lag(Duration.ofSeconds(30));
    cloud.things().lag(Duration.ofSeconds(30));
    cloud.machines().launch(client, POOL, orders(0, 40));
    make(cloud, ThingKind.NETWORK, "net");
    cloud.time().pause(Duration.ofSeconds(10));

    assertThat(cloud.machines().list(client, Map.of()).size()).isBetween(1, 39);
    int seen = 0;
    for (int i = 0; i < 40; i++) {
      seen += cloud.things().list(client, ThingKind.NETWORK, Map.of("of", "test")).size();
    }
    assertThat(seen).isBetween(1, 39);
    cloud.time().pause(Duration.ofSeconds(20));
    assertThat(cloud.machines().list(client, Map.of())).hasSize(40);
  }

  @Test
  void thingsNeedWhatTheyUseAndStayWhileTheyAreUsed() {
    Thing network = make(cloud, ThingKind.NETWORK, "net");
    Thing subnet = make(cloud, ThingKind.SUBNET, "sub", network.id());
    Thing address = make(cloud, ThingKind.ADDRESS, "address");
    Thing nat = make(cloud, ThingKind.NAT_GATEWAY, "nat", subnet.id(), address.id());
    assertThat(nat.state()).isEqualTo(Thing.State.PENDING);
    assertRefused(FailureKind.NOT_FOUND, () -> make(cloud, ThingKind.ROUTE, "route", nat.id()));
    cloud.time().pause(Duration.ofSeconds(90));
    make(cloud, ThingKind.ROUTE, "route", nat.id());
    MachineOrder inSubnet = new MachineOrder("t", Map.of(), Set.of(subnet.id()), "");
    cloud.machines().launch(client, POOL, List.of(inSubnet));

    assertThatThrownBy(() -> cloud.things().delete(client, ThingKind.SUBNET, subnet.id()))
        .hasMessageContaining(nat.id())
        .hasMessageContaining("machine i-00000001");
    assertRefused(
        FailureKind.CONFLICT, () -> cloud.things().delete(client, ThingKind.NETWORK, network.id()));
    assertRefused(
        FailureKind.NOT_FOUND, () -> cloud.things().delete(client, ThingKind.NETWORK, "net-9"));
    assertThat(cloud.leftovers()).hasSize(6);
  }

  @Test
  void kindsDifferInWhatARepeatedCallDoes() {
    for (int i = 0; i < 2; i++) {
      make(cloud, ThingKind.NETWORK, "net");
      make(cloud, ThingKind.PEERING, "peering");
    }
    make(cloud, ThingKind.ROLE, "role");

    assertRefused(FailureKind.CONFLICT, () -> make(cloud, ThingKind.ROLE, "role"));
    assertThat(cloud.things().all())
        .extracting(Thing::kind)
        .containsExactlyInAnyOrder(
            ThingKind.NETWORK, ThingKind.NETWORK, ThingKind.PEERING, ThingKind.ROLE);
    assertThat(make(cloud, ThingKind.POLICY, "policy").labels()).isEmpty();
    cloud.things().quota(ThingKind.ADDRESS, 0);
    assertRefused(FailureKind.QUOTA, () -> make(cloud, ThingKind.ADDRESS, "address"));
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void anyCallCanBeRefusedInAnyWay(FailureKind kind) {
    cloud.faults().on(Machines.LAUNCH).in("sim-a").refuse(kind);
    cloud.faults().on(Machines.LIST).of("another").refuse(kind);
    cloud.faults().on(Machines.CONSOLE).during(Duration.ofMinutes(1)).refuse(kind);
    cloud.faults().on("CreateRole").times(2).refuse(kind);

    assertRefused(kind, () -> cloud.machines().launch(client, POOL, orders(0, 1)));
    cloud.machines().launch(client, new Pool("sim.large", "sim-b", false), orders(0, 1));
    cloud.machines().list(client, Map.of());
    assertRefused(kind, () -> cloud.machines().list(cloud.client("another"), Map.of()));
    assertRefused(kind, () -> cloud.machines().console(client, "i-00000001"));
    cloud.time().pause(Duration.ofMinutes(2));
    cloud.machines().console(client, "i-00000001");
    assertRefused(kind, () -> make(cloud, ThingKind.ROLE, "role"));
    assertRefused(kind, () -> make(cloud, ThingKind.ROLE, "role"));
    make(cloud, ThingKind.ROLE, "role");
  }

  @ParameterizedTest
  @CsvSource({"APPLIED,1", "LOST,0"})
  void aClientCanBeStoppedAtACall(LastCall last, int machines) {
    client.stopAfter(2, last);
    cloud.machines().list(client, Map.of());
    assertThatThrownBy(() -> cloud.machines().launch(client, POOL, orders(0, 1)))
        .isInstanceOf(ClientStopped.class);
    assertThatThrownBy(() -> cloud.machines().list(client, Map.of()))
        .isInstanceOf(ClientStopped.class);

    assertThat(cloud.machines().all()).hasSize(machines);
    assertThat(client.isStopped()).isTrue();
    assertThat(client.calls()).isEqualTo(2);
  }

  @Test
  void theSameSeedIsTheSameRun() {
    assertThat(history(3)).isEqualTo(history(3)).isNotEqualTo(history(4));
  }

  private static List<String> history(long seed) {
    SimulatedCloud one = SimulatedCloud.of(seed, CloudLimits.ec2());
    CloudClient by = one.client("by");
    one.machines().lag(Duration.ofSeconds(10));
    List<String> all = new ArrayList<>();
    for (int i = 0; i < 20; i++) {
      one.machines().launch(by, SPOT, orders(10 * i, 10));
      one.time().pause(Duration.ofSeconds(7));
      all.add(one.machines().list(by, Map.of()).values().toString());
      if (i % 5 == 4) {
        one.machines().reclaim(0.3, Duration.ofSeconds(30));
      }
    }
    one.log().forEach(call -> all.add(call.toString()));
    return all;
  }
}
