/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.event.Event;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.PassingTime;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProcessAddress;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.testkit.MemoryStore;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HeadLaunchTest {
  private static final String UID = "u1";
  private final PassingTime time = new PassingTime();
  private final WorkspaceRecords records = new WorkspaceRecords(new MemoryStore(time.clock()));
  private final OneMachine cloud = new OneMachine();
  private final List<String> told = new ArrayList<>();
  private Runnable check = () -> {};

  @Test
  void theFirstOfferingIsTakenAndWrittenBeforeTheCall() {
    cloud.beforeLaunch = () -> assertThat(intended()).isEqualTo("small");
    launch();
    assertThat(cloud.asked).containsExactly("small");
    assertThat(cloud.runs).isEqualTo("small");
  }

  @Test
  void whatIsRefusedInTheCallOrLaterGivesWayToTheNext() {
    cloud.refuses.put("small", FailureKind.CAPACITY);
    cloud.failsLater.put("medium", FailureKind.QUOTA);
    launch();
    assertThat(cloud.asked).containsExactly("small", "medium", "large");
    assertThat(cloud.runs).isEqualTo("large");
    assertThat(told).hasSize(2).first().asString().contains("small", "no small");
  }

  @Test
  void whenNoneIsToBeHadAllReasonsAreTold() {
    for (String each : List.of("small", "medium", "large")) {
      cloud.refuses.put(each, FailureKind.CAPACITY);
    }
    assertThatThrownBy(this::launch)
        .isInstanceOfSatisfying(
            ProviderException.class,
            e -> assertThat(e.errorCode()).isEqualTo(ErrorCode.INSUFFICIENT_CAPACITY))
        .hasMessageContainingAll("no small", "no medium", "no large");
    assertThat(cloud.runs).isEmpty();
  }

  @Test
  void whatAnotherOfferingDoesNotHelpAgainstIsThrownAtOnce() {
    cloud.refuses.put("small", FailureKind.PERMISSION);
    assertThatThrownBy(this::launch).hasMessageContaining("no small");
    assertThat(cloud.asked).containsExactly("small");
  }

  @Test
  void whoGoesOnAfterACrashBeginsWithWhatWasAskedFor() {
    cloud.refuses.put("small", FailureKind.CAPACITY);
    cloud.beforeLaunch =
        () -> {
          if (cloud.asked.size() == 2) {
            throw new IllegalStateException("killed");
          }
        };
    assertThatThrownBy(this::launch).hasMessage("killed");
    cloud.beforeLaunch = () -> {};
    cloud.asked.clear();
    launch();
    assertThat(cloud.asked).containsExactly("medium");
  }

  @Test
  void nothingIsAskedForOfAClusterThatWasEndedMeanwhile() {
    check =
        () -> {
          throw new CloudTikException(ErrorCode.CANCELLED, "terminated");
        };
    assertThatThrownBy(this::launch).hasMessage("terminated");
    assertThat(cloud.asked).isEmpty();
    assertThat(intended()).isEqualTo("small");
  }

  private MachineAddress launch() {
    HeadLaunch head = new HeadLaunch("cloud", cloud, records, UID, time, new Told(), check);
    return head.machine(
        cloud.headOfferings(HeadSpec.builder().build()),
        offering ->
            cloud.launch(
                LaunchRequest.builder()
                    .cluster("etl")
                    .clusterUid(UID)
                    .slots(List.of(LaunchRequest.HEAD_SLOT))
                    .offering(offering)
                    .build()));
  }

  private String intended() {
    return records
        .value(RecordKeys.intent(UID, LaunchRequest.HEAD_SLOT), IntentRecord.class)
        .map(IntentRecord::offering)
        .orElse("none");
  }

  private final class Told implements Progress {
    @Override
    public String subject() {
      return "etl";
    }

    @Override
    public Clock clock() {
      return time.clock();
    }

    @Override
    public void tell(Event event) {
      told.add(event.message());
    }

    @Override
    public void checkCancelled() {}
  }

  /** Has room for the head, where it does not refuse. */
  private static final class OneMachine implements CloudProvider {
    final Map<String, FailureKind> refuses = new HashMap<>();
    final Map<String, FailureKind> failsLater = new HashMap<>();
    final List<String> asked = new ArrayList<>();
    String runs = "";
    Runnable beforeLaunch = () -> {};

    @Override
    public List<Offering> headOfferings(HeadSpec head) {
      return List.of(offering("small"), offering("medium"), offering("large"));
    }

    private static Offering offering(String type) {
      return Offering.of(
          NodeShape.builder().instanceType(type).cpus(2).memory(DataSize.gib(4)).build());
    }

    @Override
    public void launch(LaunchRequest request) {
      String type = request.offering().id();
      asked.add(type);
      beforeLaunch.run();
      if (refuses.containsKey(type)) {
        throw new ProviderException("cloud", failure(type, refuses), null);
      }
      runs = runs.isEmpty() ? type : runs;
    }

    private static ProviderFailure failure(String type, Map<String, FailureKind> kinds) {
      FailureKind kind = kinds.getOrDefault(type, FailureKind.CAPACITY);
      return ProviderFailure.builder().kind(kind).message("no " + type).build();
    }

    @Override
    public List<SlotObservation> observe(String clusterUid) {
      if (runs.isEmpty()) {
        return List.of();
      }
      SlotObservation.Builder slot = SlotObservation.builder().slot(LaunchRequest.HEAD_SLOT);
      return failsLater.containsKey(runs)
          ? List.of(slot.state(SlotState.FAILED).failure(failure(runs, failsLater)).build())
          : List.of(
              slot.state(SlotState.RUNNING)
                  .address(
                      ProcessAddress.builder()
                          .host("10.0.0.1")
                          .directory(Path.of("nowhere"))
                          .build())
                  .build());
    }

    @Override
    public void terminate(String clusterUid, Set<String> slots) {
      runs = "";
    }

    @Override
    public List<String> inventory(String clusterUid) {
      return List.of();
    }

    @Override
    public List<WorkspaceResource> resources() {
      return List.of();
    }

    @Override
    public WorkspaceStorage storage() {
      throw new UnsupportedOperationException();
    }

    @Override
    public List<String> validate(ClusterSpec spec) {
      return List.of();
    }

    @Override
    public List<Offering> workerOfferings(WorkerGroupSpec group) {
      return List.of();
    }
  }
}
