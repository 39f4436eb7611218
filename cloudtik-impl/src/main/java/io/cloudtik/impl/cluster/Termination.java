/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.ClusterState;
import io.cloudtik.JobState;
import io.cloudtik.TerminationReport;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Step;
import io.cloudtik.impl.WorkspaceContext;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.job.JobOutput;
import io.cloudtik.impl.job.JobTexts;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.Stored;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Ends one life of a cluster, whatever state it is in, and proves that nothing is left. Works
 * without the head, as it may be what is broken. Every step can be repeated.
 */
final class Termination {
  private static final Duration DEADLINE = Duration.ofMinutes(15);

  private final WorkspaceContext workspace;
  private final WorkspaceRecords records;
  private final ClusterRecord record;
  private final String uid;
  private final Progress progress;
  private final Set<String> listed = new TreeSet<>();
  private boolean over;

  Termination(WorkspaceContext workspace, ClusterRecord record, Progress progress) {
    this.workspace = workspace;
    this.records = workspace.records();
    this.record = record;
    this.uid = record.uid();
    this.progress = progress;
  }

  TerminationReport run() {
    boolean marked = marked();
    if (marked && over) {
      return report(Set.of());
    }
    progress.started(Step.TERMINATE, "end the head, then the workers");
    Map<String, String> outputs = lastOutputs();
    CloudProvider provider = workspace.provider();
    Set<String> slots = slots();
    // The head goes first: while it lives it could still ask for workers.
    provider.terminate(uid, Set.of(LaunchRequest.HEAD_SLOT));
    Waiter.waitFor(workspace.time(), "the head of " + record.name() + " to end", DEADLINE)
        .untilTrue(() -> !isListed(LaunchRequest.HEAD_SLOT), () -> String.join("; ", left()));
    if (!marked) {
      // The end of the head has made room, or the store fails for another reason, and that is told.
      mark();
    }
    finishJobs(outputs);
    slots.addAll(slots());
    long looking = workspace.time().mark();
    Waiter.waitFor(workspace.time(), "nothing to be left of " + record.name(), DEADLINE)
        .untilTrue(
            () -> {
              slots.addAll(slots());
              provider.terminate(uid, slots);
              progress.progressed(Step.TERMINATE, String.join("; ", left()), 0, 0);
              return left().isEmpty() && nothingCanCome(slots, looking);
            },
            () -> left().isEmpty() ? "slots that were asked for and never listed" : left() + "");
    forget();
    TerminationReport report = report(slots);
    progress.finished(Step.TERMINATE, report.toString());
    return report;
  }

  /**
   * Marks the end in the store, which may be full: by what is to be ended, and then ending it is
   * what helps. Returns whether the store was written.
   */
  private boolean marked() {
    try {
      mark();
      return true;
    } catch (CloudTikException e) {
      if (e.errorCode() != ErrorCode.STORE_UNAVAILABLE) {
        throw e;
      }
      progress.notice("the end is not recorded yet: " + e.getMessage());
      return false;
    }
  }

  /** Says in the store that the cluster ends, unless it has ended, or lives anew. */
  private void mark() {
    ClusterRecord now =
        workspace.clusterRecords().move(record.name(), uid, ClusterState.TERMINATING);
    over = !now.uid().equals(uid) || (now.state() != ClusterState.TERMINATING && left().isEmpty());
  }

  private boolean isListed(String slot) {
    return observed().contains(slot);
  }

  /**
   * Who asked for a machine may have died before it was told of it, and the provider's list may not
   * have it yet.
   */
  private boolean nothingCanCome(Set<String> slots, long looking) {
    return listed.containsAll(slots)
        || workspace.time().since(looking).compareTo(workspace.provider().listingLag()) >= 0;
  }

  private Set<String> observed() {
    Set<String> slots = new TreeSet<>();
    workspace.provider().observe(uid).stream().map(SlotObservation::slot).forEach(slots::add);
    listed.addAll(slots);
    return slots;
  }

  /** What the provider lists, and what was asked for and may not be listed yet. */
  private Set<String> slots() {
    Set<String> slots = observed();
    String intents = RecordKeys.intents(uid);
    // The key has the slot; what the document says besides does not matter here.
    records.store().list(intents).stream()
        .map(key -> key.substring(intents.length()))
        .forEach(slots::add);
    return slots;
  }

  private List<String> left() {
    return workspace.provider().inventory(uid);
  }

  private List<Stored<JobRecord>> unfinishedJobs() {
    return records
        .all(
            RecordKeys.jobs(record.name()),
            "/record",
            JobRecord.class,
            (key, e) -> progress.notice("a job's record is left as it is: " + e.getMessage()))
        .stream()
        .filter(job -> job.value().clusterUid().equals(uid))
        .filter(job -> !job.value().state().finished())
        .toList();
  }

  /** Reads what running jobs have printed while there is still someone to ask. */
  private Map<String, String> lastOutputs() {
    Map<String, String> outputs = new HashMap<>();
    try (ClusterConnection connection = new ClusterConnection(workspace, uid)) {
      for (Stored<JobRecord> stored : unfinishedJobs()) {
        JobRecord job = stored.value();
        if (job.assigned()) {
          connection
              .state()
              .ifPresent(
                  state ->
                      outputs.put(
                          job.id(), JobTexts.output(job, run -> JobOutput.tail(state, run))));
        }
      }
    } catch (CloudTikException e) {
      progress.notice("the last output of jobs could not be read: " + e.getMessage());
    }
    return outputs;
  }

  private void finishJobs(Map<String, String> outputs) {
    for (Stored<JobRecord> stored : unfinishedJobs()) {
      JobRecord job = stored.value();
      String output = outputs.getOrDefault(job.id(), "");
      records
          .store()
          .write(
              RecordKeys.jobOutput(job.cluster(), job.id()), output, WriteCondition.always(), null);
      String why =
          job.assigned()
              ? "the cluster was terminated while the job ran"
              : "the cluster was terminated before the job ran";
      records.update(
          stored.key(),
          JobRecord.class,
          now ->
              now.state().finished()
                  ? now
                  : now.ended(
                      JobState.CANCELLED,
                      JobRecord.stopped(now.parts(), why),
                      workspace.clock().instant(),
                      why));
    }
  }

  /** Removes what only a living cluster needs; jobs and the cluster's own record stay. */
  private void forget() {
    new StandingMachines(workspace, record).disallow(progress);
    for (String key : records.store().list(RecordKeys.life(uid))) {
      records.store().delete(key, WriteCondition.always());
    }
    workspace.storage().data().deleteAll("clusters/" + uid + "/");
    workspace.clusterRecords().move(record.name(), uid, ClusterState.TERMINATED);
  }

  private TerminationReport report(Set<String> slots) {
    return TerminationReport.of(
        record.name(), new ArrayList<>(slots), left(), workspace.provider().logLocation(uid));
  }
}
