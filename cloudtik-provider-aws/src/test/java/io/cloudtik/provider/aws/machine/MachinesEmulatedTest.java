/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.provider.aws.Aws;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.TestClients;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.testkit.Eventually;
import io.cloudtik.testkit.MemoryStore;
import io.cloudtik.testkit.aws.EmulatedAws;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import software.amazon.awssdk.services.ec2.model.Volume;

/** Machines by the real SDK on the emulated AWS, which has capacity, quotas, lag and bad days. */
class MachinesEmulatedTest {
  private static final String UID = "etl-1a2b";
  private static final String SCRIPT = "#!/bin/sh\necho worker\n";

  private static final MachineOptions OPTIONS = MachineOptions.DEFAULTS;

  private final SimulatedCloud cloud = SimulatedCloud.of(7);
  private final EmulatedAws aws = EmulatedAws.on(cloud).start();
  private final MemoryStore documents = new MemoryStore(cloud.time().clock());
  private AwsClients clients;
  private TestPlaces places;
  private Machines machines;

  @BeforeEach
  void open() {
    clients = TestClients.at(aws.endpoint(), aws.accessKeyId(), aws.secretAccessKey());
    places = new TestPlaces(clients.ec2(), documents);
    machines = machines();
  }

  @AfterEach
  void close() {
    clients.close();
    aws.close();
    cloud.close();
  }

  private Machines machines() {
    TestContext context = new TestContext(cloud.time().clock());
    return new Machines(clients, TestClients.calls(context), places, OPTIONS, context);
  }

  private static List<String> workers(int from, int to) {
    return IntStream.rangeClosed(from, to).mapToObj(i -> "workers-" + i).toList();
  }

  private Offering offering(boolean spot) {
    return machines
        .workerOfferings(WorkerGroupSpec.builder().addInstanceTypes("m5.large").build())
        .stream()
        .filter(it -> it.spot() == spot)
        .findFirst()
        .orElseThrow();
  }

  private LaunchRequest request(List<String> slots, boolean spot, String script) {
    LaunchRequest.Builder request =
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid(UID)
            .slots(slots)
            .offering(offering(spot));
    slots.forEach(slot -> request.putBootScripts(slot, script));
    return request.build();
  }

  private void launch(List<String> slots) {
    machines.launch(request(slots, false, SCRIPT));
  }

  private List<SlotObservation> awaitRunning(Machines of, int count) {
    return Eventually.becomes(
        count + " machines run",
        () -> of.observe(UID),
        seen -> seen.stream().filter(it -> it.state() == SlotState.RUNNING).count() == count);
  }

  private long instances() {
    return cloud.machines().living().size();
  }

  private static ProviderFailure failure(Runnable call) {
    try {
      call.run();
    } catch (ProviderException e) {
      return e.failure().orElseThrow();
    }
    throw new AssertionError("expected a refusal, got none");
  }

  @Test
  void aHundredMachinesAreOneLaunchAndAtMostTwentyCalls() {
    TestContext context = new TestContext(cloud.time().clock());
    Machines fresh = new Machines(clients, TestClients.calls(context), places, OPTIONS, context);
    fresh.launch(request(workers(1, 100), false, SCRIPT));
    cloud.time().pause(Duration.ofMinutes(5));

    assertThat(awaitRunning(fresh, 100)).hasSize(100);
    assertThat(context.made().stream().filter("RunInstances"::equals)).hasSize(1);
    assertThat(context.made()).hasSizeLessThanOrEqualTo(20);
  }

  @Test
  void oneLaunchTakesAsLongAListMayLag() {
    cloud.machines().lag(Duration.ofSeconds(20));
    launch(workers(1, 3));
    launch(workers(1, 3));
    machines().launch(request(workers(1, 3), false, SCRIPT));

    assertThat(instances()).isEqualTo(3);
    assertThat(awaitRunning(machines, 3)).hasSize(3);
  }

  @Test
  void whatHasNoRoomIsTypedWithItsScopeAndTheNextOfferingIsTakenAtOnce() {
    cloud.machines().room(pool -> pool.zone().equals("us-west-2a"), 0);

    ProviderFailure failure = failure(() -> launch(List.of("head")));

    assertThat(failure.kind()).isEqualTo(FailureKind.CAPACITY);
    assertThat(failure.retry()).isEqualTo(RetryAdvice.ELSEWHERE);
    assertThat(failure.scope().zones()).containsExactly("us-west-2a");
    assertThat(failure.scope().instanceTypes()).containsExactly("m5.large");
    assertThat(failure.scope().spot()).contains(false);
    Offering other =
        machines
            .workerOfferings(WorkerGroupSpec.builder().addInstanceTypes("m5.large").build())
            .stream()
            .filter(it -> !it.spot() && it.zone().equals(Optional.of("us-west-2b")))
            .findFirst()
            .orElseThrow();
    machines.launch(
        LaunchRequest.builder()
            .cluster("etl")
            .clusterUid(UID)
            .slots(List.of("head"))
            .offering(other)
            .build());
    assertThat(awaitRunning(machines, 1)).hasSize(1);
  }

  @Test
  void whatIsOverAQuotaIsTypedAndReachesAllTypesOfIt() {
    cloud.machines().quota(false, 1);
    // Now the provider knows other types, too.
    assertThat(machines.validate(ClusterSpec.builder().name("etl").build())).isEmpty();

    ProviderFailure failure = failure(() -> launch(workers(1, 10)));

    assertThat(failure.kind()).isEqualTo(FailureKind.QUOTA);
    assertThat(failure.code()).contains("VcpuLimitExceeded");
    assertThat(failure.scope().instanceTypes())
        .contains("m5.large", "r6i.large")
        .doesNotContain("g5.xlarge");
    assertThat(failure.scope().zones()).isEmpty();
    assertThat(failure.scope().spot()).contains(false);
  }

  @Test
  void someOfABatchAreKeptAndTheOthersFail() {
    cloud.machines().room(pool -> true, 2);

    launch(workers(1, 5));

    List<SlotObservation> seen = machines.observe(UID);
    assertThat(seen.stream().filter(it -> it.state() == SlotState.FAILED))
        .hasSize(3)
        .allSatisfy(
            it -> assertThat(it.failure().orElseThrow().kind()).isEqualTo(FailureKind.CAPACITY));
    assertThat(instances()).isEqualTo(2);
  }

  @Test
  void aSpotMachineThatIsTakenBackIsAnnouncedTwoMinutesBefore() {
    machines.launch(request(workers(1, 2), true, SCRIPT));
    awaitRunning(machines, 2);
    assertThat(machines.observe(UID)).allSatisfy(it -> assertThat(it.notice()).isEmpty());

    cloud.machines().reclaim(1, Duration.ofMinutes(2));

    assertThat(machines.observe(UID))
        .allSatisfy(
            it ->
                assertThat(it.notice().orElseThrow().at()).isAfter(cloud.time().clock().instant()));
    cloud.time().pause(Duration.ofMinutes(3));
    assertThat(machines.observe(UID))
        .isNotEmpty()
        .allSatisfy(
            it -> {
              assertThat(it.state()).isEqualTo(SlotState.FAILED);
              assertThat(it.failure()).isPresent();
            });
    machines.terminate(UID, Set.copyOf(workers(1, 2)));
    assertThat(machines.observe(UID)).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(LastCall.class)
  void aClientThatStopsAtAnyCallLeavesOneMachineForEachSlot(LastCall last) {
    Set<String> lost = new TreeSet<>();
    for (int k = 1; ; k++) {
      String uid = "crash-%s-%d".formatted(last.name().toLowerCase(Locale.ROOT), k);
      LaunchRequest request =
          LaunchRequest.builder()
              .cluster("etl")
              .clusterUid(uid)
              .slots(workers(1, 3))
              .offering(offering(false))
              .build();
      var process = aws.client(aws.accessKeyId());
      process.restart();
      process.stopAfter(k, last);
      boolean stopped = false;
      try {
        machines().launch(request);
      } catch (ProviderException e) {
        stopped = true;
      }
      process.restart();
      machines().launch(request);
      Eventually.becomes("three run", () -> machines().observe(uid), seen -> seen.size() == 3);
      Set<String> ids =
          machines().observe(uid).stream()
              .map(it -> it.machineId().orElseThrow())
              .collect(Collectors.toCollection(HashSet::new));
      if (ids.size() != 3) {
        lost.add(uid);
      }
      long living =
          cloud.machines().living().stream()
              .filter(it -> it.label(MachineTags.CLUSTER).equals(uid))
              .count();
      assertThat(living).as(uid).isEqualTo(3);
      machines().terminate(uid, Set.copyOf(workers(1, 3)));
      if (!stopped) {
        // At the list, the types, the parameters, the images, and the launch.
        assertThat(k).isGreaterThan(5);
        System.out.println("launches stopped at calls 1 to " + (k - 1) + ", " + last);
        break;
      }
    }
    assertThat(lost).isEmpty();
  }

  @Test
  void offeringsHaveThePricesOfTheListWithTheDiskAndTheAddress() {
    BigDecimal disk = new BigDecimal("0.08").multiply(BigDecimal.valueOf(50));
    BigDecimal hourly = disk.divide(BigDecimal.valueOf(730), 6, RoundingMode.HALF_UP);

    assertThat(offering(false).hourlyPrice().orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.096").add(hourly));
    assertThat(offering(true).hourlyPrice().orElseThrow())
        .isLessThan(new BigDecimal("0.096"))
        .isGreaterThan(hourly);
    assertThat(
            machines
                .headOfferings(HeadSpec.builder().addInstanceTypes("m5.large").build())
                .get(0)
                .hourlyPrice()
                .orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.101").add(hourly));
  }

  @Test
  void workersHaveVolumesForDataThatAreEncryptedGoWithThemAndArePriced() {
    MachineOptions options =
        Aws.inRegion("us-west-2").with(it -> it.dataVolumes(2, 100)).read().machines();
    TestContext context = new TestContext(cloud.time().clock());
    machines = new Machines(clients, TestClients.calls(context), places, options, context);
    BigDecimal more =
        new BigDecimal("0.08")
            .multiply(BigDecimal.valueOf(250))
            .divide(BigDecimal.valueOf(730), 6, RoundingMode.HALF_UP);
    assertThat(offering(false).hourlyPrice().orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.096").add(more));

    launch(List.of("workers-1"));
    launch(List.of("head"));
    awaitRunning(machines, 2);
    List<Volume> volumes = clients.ec2().describeVolumes().volumes();
    assertThat(volumes)
        .allSatisfy(
            it -> {
              assertThat(it.encrypted()).isTrue();
              assertThat(it.attachments().get(0).deleteOnTermination()).isTrue();
              assertThat(it.tags().toString()).contains("cloudtik-cluster", UID);
            });
    assertThat(volumes)
        .filteredOn(it -> it.size() == 100)
        .extracting(it -> it.attachments().get(0).device())
        .containsExactlyInAnyOrder("/dev/sdf", "/dev/sdg");
    assertThat(volumes).filteredOn(it -> it.size() == 50).hasSize(2);

    machines.terminate(UID, Set.of("workers-1", "head"));
    Eventually.becomes("the inventory", () -> machines.inventory(UID), List::isEmpty);
  }

  @Test
  void aHeadKnowsImagesAndPricesByWhatTheClientHandedOn() {
    offering(false);
    launch(List.of("head"));

    HandedOn handedOn = new HandedOn(documents);
    assertThat(handedOn.price("m5.large").orElseThrow())
        .isEqualByComparingTo(new BigDecimal("0.096"));
    for (Architecture architecture : Architecture.values()) {
      Image image = handedOn.image(ImageSystem.UBUNTU, architecture).orElseThrow();
      assertThat(image.id()).startsWith("ami-");
      TestContext context = new TestContext(cloud.time().clock());
      Images ofHead = new Images(clients, TestClients.calls(context), OPTIONS, handedOn, false);
      assertThat(ofHead.of(architecture)).isEqualTo(image);
      assertThat(context.made()).isEmpty();
    }
  }

  @Test
  void preflightFindsNothingAgainstWhatCanBeHadAndChangesNothing() {
    assertThat(machines.preflight(ClusterSpec.builder().name("etl").build())).isEmpty();
    assertThat(instances()).isZero();
  }

  @Test
  void preflightTellsAllThatIsInTheWayAtOnce() {
    cloud.machines().quota(false, 1);
    ClusterSpec spec =
        ClusterSpec.builder()
            .name("etl")
            .workerGroups(List.of(WorkerGroupSpec.builder().min(600).max(600).build()))
            .build();

    assertThat(machines.preflight(spec))
        .extracting(it -> it.kind() + " " + it.code().orElse(""))
        .contains("QUOTA L-1216C47A", "QUOTA InsufficientFreeAddressesInSubnet");
    assertThat(machines.preflight(spec)).allSatisfy(it -> assertThat(it.remedy()).isNotEmpty());
  }

  @Test
  void whatAMachinePrintedCanBeRead() {
    launch(workers(1, 1));
    awaitRunning(machines, 1);

    String printed =
        Eventually.becomes(
            "the console", () -> machines.console(UID, "workers-1"), it -> !it.isEmpty());
    assertThat(cloud.machines().printed(cloud.machines().all().get(0))).startsWith(printed.strip());
    assertThat(machines.console(UID, "workers-2")).isEmpty();
  }

  @Test
  void whoIsNotLetToLaunchIsToldSo() {
    AwsClients stranger = TestClients.at(aws.endpoint(), aws.accessKeyId(), "another secret");
    TestContext context = new TestContext(cloud.time().clock());
    Machines theirs = new Machines(stranger, TestClients.calls(context), places, OPTIONS, context);

    assertThatThrownBy(() -> theirs.observe(UID))
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.failure().orElseThrow().kind()).isEqualTo(FailureKind.PERMISSION));
    stranger.close();
  }
}
