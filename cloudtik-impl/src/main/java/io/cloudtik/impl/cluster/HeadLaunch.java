/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.error.RetryAdvice;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.execute.Progress;
import io.cloudtik.impl.record.IntentRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.wait.Waiter;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Gets the head a machine: of the best offering, or of the next one when there is none of it. What
 * is asked for is written before the call, so that whoever goes on after a crash asks for the same.
 */
final class HeadLaunch {
  private static final Duration DEADLINE = Duration.ofMinutes(15);
  private static final Duration LONGEST_PAUSE = Duration.ofSeconds(2);

  private final String name;
  private final CloudProvider provider;
  private final WorkspaceRecords records;
  private final String uid;
  private final Time time;
  private final Progress progress;
  private final Runnable check;

  /**
   * Makes a launch for one life of a cluster.
   *
   * @param name of the provider
   * @param check throws if the start was cancelled, or the cluster ended meanwhile
   */
  HeadLaunch(
      String name,
      CloudProvider provider,
      WorkspaceRecords records,
      String uid,
      Time time,
      Progress progress,
      Runnable check) {
    this.name = name;
    this.provider = provider;
    this.records = records;
    this.uid = uid;
    this.time = time;
    this.progress = progress;
    this.check = check;
  }

  /**
   * Returns the machine of the head, which may have been there before.
   *
   * @param offerings what to try, in this order; what was asked for before comes first
   * @param launch asks the provider for a machine of that offering
   */
  MachineAddress machine(List<Offering> offerings, Consumer<Offering> launch) {
    List<String> refusals = new ArrayList<>();
    for (Offering offering : order(offerings)) {
      records.put(
          RecordKeys.intent(uid, NodeConfig.HEAD),
          new IntentRecord(NodeConfig.HEAD, NodeConfig.HEAD, offering.id(), 0, time.now()));
      // Who ends the cluster reads what is intended after saying so: one of both is seen.
      check.run();
      try {
        launch.accept(offering);
        return await();
      } catch (ProviderException e) {
        refusals.add(offering.id() + ": " + refusal(e));
      }
      progress.notice("no machine for the head, " + refusals.get(refusals.size() - 1));
      end();
    }
    throw new ProviderException(
        name,
        ErrorCode.INSUFFICIENT_CAPACITY,
        "%s: none of %d kinds of machine that the head can be is to be had: %s"
            .formatted(name, refusals.size(), String.join("; ", refusals)),
        null);
  }

  private List<Offering> order(List<Offering> offerings) {
    String before =
        records
            .value(RecordKeys.intent(uid, NodeConfig.HEAD), IntentRecord.class)
            .map(IntentRecord::offering)
            .orElse("");
    return offerings.stream()
        .sorted(Comparator.comparing(offering -> !offering.id().equals(before)))
        .toList();
  }

  /** Returns why another offering is to be tried, or throws what no other one helps against. */
  private static ProviderFailure refusal(ProviderException refused) {
    return refused
        .failure()
        .filter(failure -> failure.retry() == RetryAdvice.ELSEWHERE)
        .orElseThrow(() -> refused);
  }

  /** Waits for the machine that was asked for. */
  MachineAddress await() {
    return Waiter.waitFor(time, "the machine of the head", DEADLINE, LONGEST_PAUSE)
        .until(
            () -> {
              check.run();
              return slot().flatMap(this::address);
            },
            () -> slot().map(s -> s.state() + " " + s.reason()).orElse("not listed yet"));
  }

  /** A machine whose processes are gone has an address all the same, and gets new ones. */
  private Optional<MachineAddress> address(SlotObservation slot) {
    if (slot.state() == SlotState.FAILED && slot.address().isEmpty()) {
      if (slot.failure().isPresent()) {
        throw new ProviderException(name, slot.failure().get(), null);
      }
      throw new CloudTikException(
          ErrorCode.PROVIDER_FAILED, "the head has no machine (any more): " + slot.reason());
    }
    boolean there = slot.state() == SlotState.RUNNING || slot.state() == SlotState.FAILED;
    return there ? slot.address() : Optional.empty();
  }

  /** The slot gets another machine only when nothing of the one that did not come is left. */
  private void end() {
    Waiter.waitFor(time, "the head's slot to be free again", DEADLINE, LONGEST_PAUSE)
        .untilTrue(
            () -> {
              check.run();
              provider.terminate(uid, Set.of(LaunchRequest.HEAD_SLOT));
              return slot().isEmpty();
            },
            () -> slot().map(s -> s.state() + " " + s.reason()).orElse("gone"));
  }

  private Optional<SlotObservation> slot() {
    return provider.observe(uid).stream()
        .filter(slot -> slot.slot().equals(LaunchRequest.HEAD_SLOT))
        .findFirst();
  }
}
