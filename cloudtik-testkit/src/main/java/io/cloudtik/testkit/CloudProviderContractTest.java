/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.InvalidSpecException;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What each {@link CloudProvider} must do. Extend it and say how one is opened. The clock stands
 * still unless {@link #passTime} moves it, so listings that lag are seen as such.
 */
public abstract class CloudProviderContractTest {
  private static final String WORKSPACE = "contract";
  private static final String UID = "etl-1a2b";

  private final FakeClock clock = FakeClock.standing();
  private CloudProvider provider;

  /** For subclasses. */
  protected CloudProviderContractTest() {}

  /** Returns the factory that is tested. */
  protected abstract ProviderFactory factory();

  /** Returns where the workspaces of the running test live; nothing is there when it begins. */
  protected abstract ProviderConfig config();

  /** Returns the greatest number of workers that may be launched at once; default 3. */
  protected int machines() {
    return 3;
  }

  /**
   * Ends a node on a machine that outlives it, for providers that ask the engine for that; nothing
   * by default, as nothing ever runs on machines of this test.
   */
  protected void clean(String uid, SshAddress machine) {}

  /** Lets time pass between two looks; default one second of the fake clock. */
  protected void passTime() {
    clock.advance(Duration.ofSeconds(1));
  }

  /** Returns the clock that the providers of this test go by. */
  protected final FakeClock clock() {
    return clock;
  }

  /** Returns the provider of the running test, whose workspace exists. */
  protected final CloudProvider provider() {
    return provider;
  }

  @BeforeEach
  void makeWorkspace() {
    provider = open(WORKSPACE);
    make(provider);
  }

  @AfterEach
  void deleteWorkspace() {
    provider.terminate(UID, Set.copyOf(slots()));
    awaitNothingLeft(UID);
    delete(provider);
    provider.close();
  }

  @Test
  void theConfigSurvivesItsPlainForm() {
    Map<String, String> options = factory().encode(config());

    assertThat(factory().decode(options)).isEqualTo(config());
    assertThat(factory().name()).isEqualTo(config().provider());
    assertThat(factory().spiVersion()).isEqualTo(ProviderFactory.SPI_VERSION);
  }

  @Test
  void aConfigOfAnotherProviderIsRefusedByName() {
    ProviderConfig other = () -> "other";
    assertThatThrownBy(() -> factory().open(other, context(WORKSPACE, clock)))
        .isInstanceOf(InvalidSpecException.class)
        .hasMessageContaining(other.getClass().getName());
  }

  @Test
  void resourcesComeAfterWhatTheyDependOn() {
    Set<String> seen = new HashSet<>();
    for (WorkspaceResource resource : provider.resources()) {
      assertThat(seen).containsAll(resource.dependsOn()).doesNotContain(resource.id());
      assertThat(resource.description()).isNotBlank();
      seen.add(resource.id());
    }
  }

  @Test
  void resourcesCanBeMadeAndDeletedAgainAndAgain() {
    CloudProvider other = open("contract-2");
    assertThat(states(other)).containsOnly(ResourceState.ABSENT);
    for (int round = 0; round < 2; round++) {
      make(other);
      other.resources().forEach(WorkspaceResource::create);
      assertThat(states(other)).containsOnly(ResourceState.PRESENT);
      assertThat(states(open("contract-2"))).containsOnly(ResourceState.PRESENT);

      delete(other);
      reversed(other.resources()).forEach(WorkspaceResource::delete);
      assertThat(states(other)).containsOnly(ResourceState.ABSENT);
      assertThat(other.orphans()).isEmpty();
    }
    assertThat(states(provider)).containsOnly(ResourceState.PRESENT);
  }

  @Test
  void storageIsOfTheWorkspaceAndSeenByEveryClient() {
    provider.storage().documents().write("a", "text", WriteCondition.ifAbsent(), null);

    assertThat(open(WORKSPACE).storage().documents().read("a").orElseThrow().text())
        .isEqualTo("text");
    assertThat(provider.storage().control().uri("a"))
        .isNotEqualTo(provider.storage().data().uri("a"));
  }

  @Test
  void shapesGiveWhatIsAskedForAndHaveDefaults() {
    HeadSpec head = HeadSpec.builder().cpus(3).memory(DataSize.gib(5)).build();
    WorkerGroupSpec workers = WorkerGroupSpec.builder().cpus(1).build();

    assertThat(provider.headOfferings(head))
        .isNotEmpty()
        .allSatisfy(
            offering -> {
              assertThat(offering.shape().cpus()).isGreaterThanOrEqualTo(3);
              assertThat(offering.shape().memory()).isGreaterThanOrEqualTo(DataSize.gib(5));
            });
    assertThat(provider.workerOfferings(workers))
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(
            offering -> {
              assertThat(offering.shape().cpus()).isPositive();
              assertThat(offering.shape().memory().toBytes()).isPositive();
            });
  }

  @Test
  void aPlainSpecIsFineAndAnUnknownInstanceTypeIsNot() {
    ClusterSpec plain = ClusterSpec.builder().name("etl").build();
    ClusterSpec unknown =
        plain.with(b -> b.head(HeadSpec.builder().addInstanceTypes("no-such-type").build()));

    assertThat(provider.validate(plain)).isEmpty();
    assertThat(provider.validate(unknown)).anyMatch(line -> line.contains("no-such-type"));
  }

  @Test
  void eachSlotGetsAMachineOfItsOwn() {
    launch(UID, slots());

    List<SlotObservation> running = awaitRunning(UID, slots());

    assertThat(running).extracting(SlotObservation::slot).isSorted();
    assertThat(ids(running)).doesNotHaveDuplicates().hasSize(machines());
    assertThat(running)
        .extracting(slot -> slot.address().map(MachineAddress::host).orElse(""))
        .doesNotContain("");
  }

  @Test
  void repeatingALaunchKeepsTheMachines() {
    launch(UID, slots());
    launch(UID, slots());
    List<String> first = ids(awaitRunning(UID, slots()));

    launch(UID, slots());
    open(WORKSPACE).launch(request(UID, slots()));

    assertThat(ids(awaitRunning(UID, slots()))).isEqualTo(first);
  }

  @Test
  void whatWasLaunchedIsSeenAndEndedByAnotherClient() {
    launch(UID, slots());
    List<String> ids = ids(awaitRunning(UID, slots()));
    CloudProvider other = open(WORKSPACE);

    assertThat(other.observe(UID))
        .extracting(SlotObservation::slot)
        .containsExactlyInAnyOrderElementsOf(slots());
    assertThat(ids(other.observe(UID))).isEqualTo(ids);
    assertThat(other.inventory(UID)).hasSameSizeAs(provider.inventory(UID));
    other.terminate(UID, Set.copyOf(slots()));

    awaitNothingLeft(UID);
  }

  @Test
  void questionsChangeNothing() {
    launch(UID, slots());
    List<SlotObservation> before = awaitRunning(UID, slots());
    ClusterSpec spec = ClusterSpec.builder().name("etl").build();

    assertThat(provider.validate(spec)).isEmpty();
    assertThat(provider.preflight(spec)).isEqualTo(provider.preflight(spec));
    assertThat(provider.notices(spec)).isEqualTo(provider.notices(spec));
    assertThat(provider.headOfferings(spec.head())).isEqualTo(provider.headOfferings(spec.head()));
    assertThat(provider.console(UID, slots().get(0))).isNotNull();

    assertThat(awaitRunning(UID, slots())).isEqualTo(before);
    assertThat(states(provider)).containsOnly(ResourceState.PRESENT);
    assertThat(provider.orphans()).isEmpty();
  }

  @Test
  void clustersKnowNothingOfEachOther() {
    launch(UID, slots());
    launch("other-3c4d", List.of("head"));
    awaitRunning(UID, slots());
    awaitRunning("other-3c4d", List.of("head"));

    provider.terminate("other-3c4d", Set.of("head"));
    awaitNothingLeft("other-3c4d");

    assertThat(awaitRunning(UID, slots())).hasSize(machines());
    assertThat(provider.inventory(UID)).isNotEmpty();
  }

  @Test
  void onlyTheNamedSlotsAreTerminated() {
    launch(UID, slots());
    awaitRunning(UID, slots());

    provider.terminate(UID, Set.of("slot-1", "never-there"));

    List<String> rest = slots().subList(1, machines());
    awaitGone(UID, "slot-1");
    assertThat(awaitRunning(UID, rest)).hasSize(machines() - 1);
    provider.terminate(UID, Set.of("slot-1"));
    assertThat(awaitRunning(UID, rest)).hasSize(machines() - 1);
  }

  @Test
  void nothingIsLeftOfATerminatedCluster() {
    launch(UID, slots());
    awaitRunning(UID, slots());
    assertThat(provider.inventory(UID)).isNotEmpty();

    provider.terminate(UID, Set.copyOf(slots()));

    awaitNothingLeft(UID);
    slots().forEach(slot -> awaitGone(UID, slot));
  }

  @Test
  void aSlotThatIsUsedAgainGetsAnotherMachine() {
    launch(UID, List.of("slot-1"));
    List<String> first = ids(awaitRunning(UID, List.of("slot-1")));
    provider.terminate(UID, Set.of("slot-1"));

    launch(UID, List.of("slot-1"));

    assertThat(ids(awaitRunning(UID, List.of("slot-1")))).doesNotContainAnyElementsOf(first);
  }

  @Test
  void whatNeverWasCanBeObservedAndTerminated() {
    assertThat(provider.observe("never-there")).isEmpty();
    assertThat(provider.inventory("never-there")).isEmpty();
    provider.terminate("never-there", Set.of("head"));
  }

  /** Launches machines in the slots of a cluster. */
  protected final void launch(String uid, List<String> slots) {
    provider.launch(request(uid, slots));
  }

  /** Returns the observations of the slots as soon as all of them run. */
  protected final List<SlotObservation> awaitRunning(String uid, List<String> slots) {
    return Eventually.becomes(
        "machines of " + slots + " run",
        () ->
            look(uid).stream()
                .filter(slot -> slots.contains(slot.slot()))
                .filter(slot -> slot.state() == SlotState.RUNNING)
                .toList(),
        running -> running.size() == slots.size());
  }

  /** Waits until the slot is no longer listed. */
  protected final void awaitGone(String uid, String slot) {
    Eventually.becomes(
        slot + " is gone",
        () -> look(uid),
        all -> all.stream().noneMatch(seen -> seen.slot().equals(slot)));
  }

  /** Waits until nothing is left of a cluster. */
  protected final void awaitNothingLeft(String uid) {
    Eventually.becomes(
        "nothing is left of " + uid,
        () -> {
          passTime();
          return provider.inventory(uid);
        },
        List::isEmpty);
  }

  /** Opens another client of a workspace. */
  protected final CloudProvider open(String workspace) {
    return factory().open(config(), context(workspace, clock));
  }

  private List<SlotObservation> look(String uid) {
    passTime();
    return provider.observe(uid);
  }

  private List<String> slots() {
    List<String> slots = new ArrayList<>();
    for (int i = 1; i <= machines(); i++) {
      slots.add("slot-" + i);
    }
    return slots;
  }

  private LaunchRequest request(String uid, List<String> slots) {
    return LaunchRequest.builder()
        .cluster("etl")
        .clusterUid(uid)
        .slots(slots)
        .offering(provider.workerOfferings(WorkerGroupSpec.builder().build()).get(0))
        .build();
  }

  private static List<String> ids(List<SlotObservation> slots) {
    return slots.stream().map(slot -> slot.machineId().orElseThrow()).toList();
  }

  private void make(CloudProvider of) {
    of.resources()
        .forEach(
            resource -> {
              resource.create();
              awaitState(resource, ResourceState.PRESENT);
            });
  }

  private void delete(CloudProvider of) {
    reversed(of.resources())
        .forEach(
            resource -> {
              resource.delete();
              awaitState(resource, ResourceState.ABSENT);
            });
  }

  private void awaitState(WorkspaceResource resource, ResourceState wanted) {
    Eventually.becomes(
        resource.id() + " is " + wanted,
        () -> resource.observe().state(),
        state -> {
          if (state != wanted) {
            passTime();
          }
          return state == wanted;
        });
  }

  private static List<ResourceState> states(CloudProvider provider) {
    return provider.resources().stream().map(each -> each.observe().state()).toList();
  }

  private static List<WorkspaceResource> reversed(List<WorkspaceResource> resources) {
    List<WorkspaceResource> reversed = new ArrayList<>(resources);
    Collections.reverse(reversed);
    return reversed;
  }

  private ProviderContext context(String workspace, Clock clock) {
    return new ProviderContext() {
      @Override
      public String workspace() {
        return workspace;
      }

      @Override
      public Clock clock() {
        return clock;
      }

      @Override
      public CallPacer pacer(String budget, int burst, double perSecond) {
        return new Unpaced();
      }

      @Override
      public void clean(String uid, SshAddress machine) {
        CloudProviderContractTest.this.clean(uid, machine);
      }
    };
  }
}
