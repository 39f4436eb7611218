/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.TestClients;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.testkit.FakeClock;
import io.cloudtik.testkit.MemoryStore;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Machines by the real SDK on moto, an emulator that others wrote. */
class MachinesMotoTest {
  private static final String UID = "etl-1a2b";
  private static final String SCRIPT = "#!/bin/sh\necho worker\n";

  /** Moto has no images of Canonical's. */
  private static final MachineOptions OPTIONS =
      new MachineOptions(
          ImageSystem.AMAZON_LINUX, null, null, Architecture.X86_64, 50, null, 1, null, 1, 20);

  private static MotoFront moto;

  private final FakeClock clock = FakeClock.standing();
  private final MemoryStore documents = new MemoryStore(clock);
  private AwsClients clients;
  private TestPlaces places;
  private Machines machines;

  @BeforeAll
  static void startMoto() {
    moto = MotoFront.start();
  }

  @AfterAll
  static void stopMoto() {
    if (moto != null) {
      moto.close();
    }
  }

  @BeforeEach
  void open() throws Exception {
    moto.reset();
    clients = TestClients.at(moto.address());
    places = new TestPlaces(clients.ec2(), documents);
    machines = machines(OPTIONS);
    moto.forgetCounts();
  }

  @AfterEach
  void close() {
    clients.close();
  }

  private Machines machines(MachineOptions options) {
    ProviderContext context = new TestContext(clock);
    return new Machines(clients, TestClients.calls(context), places, options, context);
  }

  private static List<String> workers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "workers-" + i).toList();
  }

  private LaunchRequest request(List<String> slots, String script) {
    Offering offering =
        machines
            .workerOfferings(WorkerGroupSpec.builder().addInstanceTypes("m5.large").build())
            .stream()
            .filter(it -> !it.spot())
            .findFirst()
            .orElseThrow();
    LaunchRequest.Builder request =
        LaunchRequest.builder().cluster("etl").clusterUid(UID).slots(slots).offering(offering);
    slots.forEach(slot -> request.putBootScripts(slot, script));
    return request.build();
  }

  private void launch(List<String> slots) {
    machines.launch(request(slots, SCRIPT));
  }

  private Map<String, String> running(Machines of) {
    Map<String, String> ids = new TreeMap<>();
    of.observe(UID).stream()
        .filter(it -> it.state() == SlotState.RUNNING)
        .forEach(it -> ids.put(it.slot(), it.machineId().orElseThrow()));
    return ids;
  }

  private List<Instance> instances() {
    List<Instance> all = new ArrayList<>();
    clients.ec2().describeInstances().reservations().forEach(it -> all.addAll(it.instances()));
    return all;
  }

  @Test
  void aHundredMachinesAreOneLaunchAndAtMostTwentyCalls() {
    launch(workers(1, 100));
    machines.observe(UID);
    Map<String, String> running = running(machines);

    assertThat(running.keySet()).containsExactlyInAnyOrderElementsOf(workers(1, 100));
    assertThat(running.values()).doesNotHaveDuplicates();
    assertThat(moto.count("RunInstances")).isEqualTo(1);
    assertThat(moto.total()).isLessThanOrEqualTo(20);
    System.out.println("EC2 and other calls for 100 machines: " + moto.total());
  }

  @Test
  void whichSlotAnInstanceIsSaysItsPlaceInTheCallToEverybody() {
    launch(workers(3, 5));

    for (Instance instance : instances()) {
      assertThat(running(machines(OPTIONS)))
          .containsEntry("workers-" + (3 + instance.amiLaunchIndex()), instance.instanceId());
    }
  }

  @Test
  void machinesAreAsTheyShouldBeFromTheFirstMoment() {
    machines.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid(UID)
            .slots(List.of("workers-1"))
            .offering(request(List.of("workers-1"), SCRIPT).offering())
            .putBootScripts("workers-1", SCRIPT)
            .putTags("team", "data")
            .addAuthorizedKeys("ssh-ed25519 AAAA etl")
            .build());

    Map<String, String> asked = moto.launches().get(0);
    assertThat(asked)
        .containsEntry("MetadataOptions.HttpTokens", "required")
        .containsEntry("MetadataOptions.HttpPutResponseHopLimit", "1")
        .containsEntry("InstanceInitiatedShutdownBehavior", "terminate")
        .containsEntry("NetworkInterface.1.AssociatePublicIpAddress", "false")
        .containsEntry("NetworkInterface.1.DeleteOnTermination", "true");
    assertThat(asked.values()).contains("instance", "volume", "network-interface");
    String userData =
        new String(Base64.getDecoder().decode(asked.get("UserData")), StandardCharsets.UTF_8);
    assertThat(userData)
        .startsWith("#!/bin/sh\n")
        .contains("ssh-ed25519 AAAA etl")
        .endsWith("echo worker\n");
    List<Volume> volumes =
        clients.ec2().describeVolumes().volumes().stream()
            .filter(it -> it.tags().stream().anyMatch(tag -> tag.key().equals("cloudtik-cluster")))
            .toList();
    assertThat(volumes)
        .allSatisfy(
            it -> {
              assertThat(it.encrypted()).isTrue();
              assertThat(it.volumeTypeAsString()).isEqualTo("gp3");
            });
    assertThat(volumes).extracting(Volume::size).containsExactlyInAnyOrder(50, 20);
    assertThat(instances().get(0).tags())
        .extracting(tag -> tag.key() + "=" + tag.value())
        .contains(
            "team=data",
            "cloudtik-workspace=demo",
            "cloudtik-cluster=" + UID,
            "cloudtik-slots=workers-1",
            "Name=etl workers-1");
  }

  @Test
  void aRepeatedLaunchKeepsTheMachinesWhoeverRepeatsIt() {
    launch(workers(1, 3));
    Map<String, String> first = running(machines);

    launch(workers(1, 3));
    machines(OPTIONS).launch(request(workers(1, 3), SCRIPT));

    assertThat(running(machines)).isEqualTo(first);
    assertThat(instances()).hasSize(3);
  }

  @Test
  void aLaunchWhoseReplyWasLostMakesNoSecondMachineAlsoWhileTheListLags() {
    LaunchRequest request = request(workers(1, 3), SCRIPT);
    moto.loseReplies("RunInstances");
    assertThatThrownBy(() -> machines.launch(request)).isInstanceOf(ProviderException.class);
    moto.loseNothing();
    moto.blind(1);

    machines(OPTIONS).launch(request);

    assertThat(instances()).hasSize(3);
    assertThat(running(machines).keySet()).containsExactlyElementsOf(workers(1, 3));
  }

  @Test
  void aWiderLaunchAfterALostReplyMakesOnlyWhatWasMissing() {
    LaunchRequest request = request(workers(1, 3), SCRIPT);
    LaunchRequest wider = request(workers(1, 5), SCRIPT);
    moto.loseReplies("RunInstances");
    assertThatThrownBy(() -> machines.launch(request)).isInstanceOf(ProviderException.class);
    moto.loseNothing();
    moto.blind(1);

    machines(OPTIONS).launch(wider);

    assertThat(instances()).hasSize(5);
    assertThat(running(machines).keySet()).containsExactlyElementsOf(workers(1, 5));
  }

  @Test
  void whoAsksOtherwiseAfterALostReplyWaitsUntilItsMachinesWouldBeListed() {
    LaunchRequest request = request(workers(1, 3), SCRIPT);
    moto.loseReplies("RunInstances");
    assertThatThrownBy(() -> machines.launch(request)).isInstanceOf(ProviderException.class);
    moto.loseNothing();
    LaunchRequest otherScript = request(workers(1, 3), "#!/bin/sh\necho from another head\n");
    LaunchRequest fewer = request(workers(2, 3), SCRIPT);
    moto.blind(2);

    for (LaunchRequest other : List.of(otherScript, fewer)) {
      assertThatThrownBy(() -> machines(OPTIONS).launch(other))
          .isInstanceOfSatisfying(
              ProviderException.class,
              e -> {
                assertThat(e.failure().orElseThrow().kind()).isEqualTo(FailureKind.UNAVAILABLE);
                assertThat(e.failure().orElseThrow().retryAfter()).isPresent();
              });
    }
    assertThat(instances()).hasSize(3);

    machines.launch(otherScript);
    assertThat(instances()).hasSize(3);
  }

  @Test
  void whatNeverCameOfACallIsAskedForAnewOnceTheListWouldShowIt() {
    LaunchRequest request = request(workers(1, 3), SCRIPT);
    moto.refuse("RunInstances", "Unavailable");
    assertThatThrownBy(() -> machines.launch(request)).isInstanceOf(ProviderException.class);
    moto.refuse("RunInstances", null);
    clock.advance(Duration.ofSeconds(30));

    machines.launch(request(workers(2, 3), SCRIPT));

    assertThat(running(machines).keySet()).containsExactlyElementsOf(workers(2, 3));
    assertThat(instances()).hasSize(2);
  }

  @Test
  void whatThereIsRoomForIsKeptAndTheOthersFailWithTheirReason() {
    moto.room(60);

    launch(workers(1, 100));

    List<SlotObservation> seen = machines.observe(UID);
    assertThat(seen).hasSize(100);
    assertThat(seen.subList(0, 100))
        .filteredOn(it -> it.state() == SlotState.FAILED)
        .hasSize(40)
        .allSatisfy(
            it -> {
              assertThat(it.failure().orElseThrow().kind()).isEqualTo(FailureKind.CAPACITY);
              assertThat(it.failure().orElseThrow().scope().toString())
                  .contains("m5.large in us-west-2a");
            });
    moto.room(100);
    launch(workers(61, 62));
    assertThat(running(machines)).hasSize(62);
    assertThat(instances()).hasSize(62);
  }

  @Test
  void noRoomIsAskedForOnce() {
    LaunchRequest request = request(workers(1, 3), SCRIPT);
    moto.refuse("RunInstances", "InsufficientInstanceCapacity");

    assertThatThrownBy(() -> machines.launch(request))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.failure().orElseThrow().kind()).isEqualTo(FailureKind.CAPACITY));
    assertThat(moto.count("RunInstances")).isEqualTo(1);

    moto.refuse("RunInstances", null);
    machines.launch(request);
    assertThat(running(machines).keySet()).containsExactlyElementsOf(workers(1, 3));
  }

  @Test
  void aSlotThatIsUsedAgainGetsAnotherMachineAlsoWhileTheListLags() {
    launch(workers(1, 2));
    Map<String, String> first = running(machines);
    machines.terminate(UID, Set.of("workers-1"));

    launch(workers(1, 2));

    Map<String, String> second = running(machines);
    assertThat(second.get("workers-1")).isNotEqualTo(first.get("workers-1"));
    assertThat(second.get("workers-2")).isEqualTo(first.get("workers-2"));
  }

  @Test
  void onlyWhatIsNamedEndsAndNothingIsLeftOfIt() {
    launch(workers(1, 3));
    assertThat(machines.inventory(UID)).hasSize(3);

    machines.terminate(UID, Set.of("workers-1", "never-there"));
    assertThat(running(machines).keySet()).containsExactly("workers-2", "workers-3");

    machines.terminate(UID, Set.of("workers-2", "workers-3"));
    assertThat(machines.observe(UID)).isEmpty();
    assertThat(machines.inventory(UID)).isEmpty();
  }

  @Test
  void theHeadIsReachedByItsPublicAddressAndWorkersThroughIt() {
    launch(List.of("head"));
    launch(workers(1, 1));

    List<SlotObservation> seen = machines.observe(UID);
    SshAddress head = (SshAddress) seen.get(0).address().orElseThrow();
    SshAddress worker = (SshAddress) seen.get(1).address().orElseThrow();

    assertThat(head.host()).startsWith("10.0.");
    assertThat(head.sshHost()).isNotEqualTo(head.host());
    assertThat(head.user()).isEqualTo("ec2-user");
    assertThat(worker.host()).startsWith("10.0.");
    assertThat(worker.via()).contains(head);
  }

  @Test
  void offeringsAreOfTheZonesOfTheWorkspaceAndMeetWhatIsAskedFor() {
    List<Offering> workers =
        machines.workerOfferings(
            WorkerGroupSpec.builder().cpus(6).memory(DataSize.gib(20)).build());

    assertThat(workers)
        .isNotEmpty()
        .doesNotHaveDuplicates()
        .allSatisfy(
            it -> {
              assertThat(it.shape().cpus()).isBetween(6, 16);
              assertThat(it.shape().memory()).isGreaterThanOrEqualTo(DataSize.gib(20));
              assertThat(it.shape().gpus()).isZero();
              assertThat(places.zones()).contains(it.zone().orElseThrow());
            });
    assertThat(workers).extracting(Offering::spot).contains(true, false);
    assertThat(machines.headOfferings(HeadSpec.builder().build()))
        .extracting(Offering::spot)
        .containsOnly(false);
    assertThat(
            machines
                .workerOfferings(WorkerGroupSpec.builder().gpus(4).build())
                .get(0)
                .shape()
                .gpus())
        .isGreaterThanOrEqualTo(4);
  }

  @Test
  void armMachinesGetAnImageForArm() {
    Offering arm =
        machines
            .workerOfferings(WorkerGroupSpec.builder().addInstanceTypes("m6g.large").build())
            .get(0);
    machines.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid(UID)
            .slots(List.of("workers-1"))
            .offering(arm)
            .build());

    String image = moto.launches().get(0).get("ImageId");
    assertThat(
            clients
                .ec2()
                .describeImages(it -> it.imageIds(image))
                .images()
                .get(0)
                .architectureAsString())
        .isEqualTo("arm64");
  }
}
