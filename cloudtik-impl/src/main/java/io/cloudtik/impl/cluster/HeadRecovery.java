/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.Cluster;
import io.cloudtik.Operation;
import io.cloudtik.OperationState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.WaitTimeoutException;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.LeasePace;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.OperationRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.store.StoredDocument;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Gives a cluster whose head is gone a head again. A machine that is still there is set up anew and
 * keeps its disk; else the slot gets another one, which rebuilds itself from the workspace store
 * and from the machines that live. One operation for each head that is lost, whoever asks for it.
 */
final class HeadRecovery {
  static final String RECOVER = "recover";

  /** A head that lives renews its lease every 3 s; one that was asleep does when it wakes. */
  private static final Duration SILENT = Duration.ofSeconds(35);

  private static final Duration MACHINE_DEADLINE = Duration.ofMinutes(15);
  private static final String GENERATION = "generation";
  private static final String MACHINE = "machine";

  private final WorkspaceContext workspace;
  private final ClusterRecord record;
  private final HeadSight sight;

  HeadRecovery(WorkspaceContext workspace, ClusterRecord record) {
    this.workspace = workspace;
    this.record = record;
    this.sight = new HeadSight(workspace, record.uid());
  }

  /** Begins, or goes on with, giving the cluster a head; ends at once where one works. */
  Operation<Cluster> begin() {
    return drive(recorded());
  }

  /** Goes on with a recovery that somebody began. */
  Operation<Cluster> drive(OperationRecord operation) {
    RecordedOperations operations = new RecordedOperations(workspace.records(), workspace.time());
    String id = operation.id();
    return RunningOperation.start(
        id,
        "a new head of cluster " + record.name(),
        record.name(),
        workspace.time(),
        workspace.hub(record.name()),
        workspace.executor(),
        () -> operations.cancel(id),
        progress ->
            operations.drive(
                id,
                () ->
                    recover(
                        new CancellableProgress(progress, operations, id, workspace.time()),
                        operation),
                // What was made so far is where the next recovery goes on; workers live meanwhile.
                failure -> {},
                () -> new ClusterHandle(workspace, workspace.cluster(record.name()))));
  }

  private OperationRecord recorded() {
    long generation = sight.generation();
    if (generation == 0) {
      throw new CloudTikException(
          ErrorCode.CLUSTER_NOT_READY,
          "cluster %s never had a head that was ready; await its start, or terminate it"
              .formatted(record.name()));
    }
    String id = "%s-%s-%s-%d".formatted(RECOVER, record.name(), record.uid(), generation);
    OperationRecord fresh =
        new OperationRecord(
            id,
            RECOVER,
            record.name(),
            record.uid(),
            Map.of(
                GENERATION,
                Long.toString(generation),
                MACHINE,
                sight.slot().flatMap(SlotObservation::machineId).orElse("")),
            OperationState.RUNNING,
            "",
            workspace.clock().instant());
    return workspace
        .records()
        .update(
            RecordKeys.operation(id),
            OperationRecord.class,
            // An earlier one found the head well, or failed: this one looks again.
            before -> before.state() == OperationState.RUNNING ? before : fresh,
            () -> fresh);
  }

  private void recover(Progress progress, OperationRecord operation) {
    long lost = Long.parseLong(operation.arguments().getOrDefault(GENERATION, "0"));
    String machine = operation.arguments().getOrDefault(MACHINE, "");
    if (sight.generation() > lost || works(machine, progress)) {
      progress.notice("the head of cluster %s works".formatted(record.name()));
      return;
    }
    removeUnlessItCanBeSetUp(machine);
    StartCluster start = new StartCluster(workspace, record, progress);
    start.launchHead();
    try (ClusterConnection connection = new ClusterConnection(workspace, record.uid())) {
      start.awaitReady(connection, lost);
    }
  }

  /** Says whether the machine that was there in the beginning runs and is in charge. */
  private boolean works(String machine, Progress progress) {
    if (!is(machine, SlotState.RUNNING)) {
      return false;
    }
    String lease = lease();
    try {
      Waiter.waitFor(workspace.time(), "a sign of the head of " + record.name(), silent())
          .untilTrue(
              () -> {
                progress.checkCancelled();
                return !is(machine, SlotState.RUNNING)
                    || (!lease().isEmpty() && !lease().equals(lease));
              },
              () -> "none");
    } catch (WaitTimeoutException e) {
      return false;
    }
    return is(machine, SlotState.RUNNING);
  }

  /** A head that works renews its lease several times meanwhile, also where it does so rarely. */
  private Duration silent() {
    Duration term = LeasePace.of(workspace.storage()).term();
    return term.compareTo(SILENT) > 0 ? term : SILENT;
  }

  private String lease() {
    return workspace
        .records()
        .store()
        .read(RecordKeys.lease(record.uid()))
        .map(StoredDocument::version)
        .orElse("");
  }

  private boolean is(String machine, SlotState state) {
    return sight
        .slot()
        .filter(slot -> slot.machineId().equals(Optional.of(machine)))
        .filter(slot -> slot.state() == state)
        .isPresent();
  }

  /** A head that may come back must not: its machine goes before the slot gets another. */
  private void removeUnlessItCanBeSetUp(String machine) {
    Optional<SlotObservation> slot = sight.slot();
    boolean silent = is(machine, SlotState.RUNNING);
    boolean lost =
        slot.filter(s -> s.state() == SlotState.FAILED && s.address().isEmpty()).isPresent();
    boolean ending = slot.filter(s -> s.state() == SlotState.TERMINATING).isPresent();
    if (!silent && !lost && !ending) {
      return;
    }
    Waiter.waitFor(
            workspace.time(), "the old head of " + record.name() + " to end", MACHINE_DEADLINE)
        .untilTrue(
            () -> {
              workspace.provider().terminate(record.uid(), Set.of(LaunchRequest.HEAD_SLOT));
              return sight.slot().isEmpty();
            },
            () -> sight.slot().map(s -> s.state() + " " + s.reason()).orElse("gone"));
  }
}
