/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ClusterState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.execute.RecordedOperations;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The end of the cluster, when it ends by itself. That it is this controller who ends it is written
 * first, so that after a crash the next one goes on; when a client ends the cluster there is no
 * such note, and controllers keep still.
 */
final class ClusterEnd {
  private static final Logger logger = LoggerFactory.getLogger(ClusterEnd.class);

  private final ClusterParts parts;
  private final Leadership leadership;
  private final EventLog events;
  private @Nullable String reason;
  private boolean finished;

  ClusterEnd(ClusterParts parts, Leadership leadership, EventLog events) {
    this.parts = parts;
    this.leadership = leadership;
    this.events = events;
  }

  private String key() {
    return RecordKeys.life(parts.uid()) + "end";
  }

  /** Reads whether an earlier controller had begun. */
  void load() {
    Optional<String> noted =
        Damage.mended(
            () -> parts.records().value(key(), EndRecord.class).map(EndRecord::reason),
            damage -> Optional.of("it was being ended"));
    reason = noted.orElse(null);
    if (reason != null) {
      record(ClusterState.TERMINATING);
    }
  }

  /** Says whether this controller, or one before it, ends the cluster. */
  boolean noted() {
    return reason != null || parts.records().store().list(key()).contains(key());
  }

  @Nullable String reason() {
    return reason;
  }

  void begin(String why) {
    leadership.require();
    parts.records().put(key(), new EndRecord(why, parts.time().now()));
    reason = why;
    record(ClusterState.TERMINATING);
    events.notice("cluster %s ends: %s".formatted(parts.cluster(), why));
  }

  private void record(ClusterState state) {
    parts
        .records()
        .update(
            RecordKeys.cluster(parts.cluster()),
            ClusterRecord.class,
            record ->
                record.uid().equals(parts.uid()) && record.state() != ClusterState.TERMINATED
                    ? record.in(state)
                    : record);
  }

  /** Says the last words and ends the head, unless a worker is left after all. */
  void finish() {
    leadership.require();
    Set<String> left = workersLeft();
    if (!left.isEmpty()) {
      // A provider's list may lag; its inventory is what counts.
      parts.provider().terminate(parts.uid(), left);
      return;
    }
    parts.context().holdOwnMachine(parts.uid(), parts.provider().observe(parts.uid()));
    disallowKey();
    record(ClusterState.TERMINATED);
    parts.provider().storage().data().deleteAll("clusters/" + parts.uid() + "/");
    for (String key : parts.records().store().list(RecordKeys.life(parts.uid()))) {
      if (!key.equals(RecordKeys.lease(parts.uid()))) {
        parts.records().store().delete(key, WriteCondition.always());
      }
    }
    new RecordedOperations(parts.records(), parts.time()).forgetOf(parts.uid());
    leadership.release();
    endHead();
  }

  /** Takes the key of the cluster away from machines that go on to exist. */
  private void disallowKey() {
    for (SshAddress machine : parts.provider().standingMachines()) {
      try {
        parts.context().disallow(parts.uid(), machine);
      } catch (CloudTikException e) {
        logger.warn(
            "host={} may still let the key of the cluster in: {}", machine.host(), e.getMessage());
      }
    }
  }

  /** Ends the machine that this runs on; normally does not return. */
  void endHead() {
    logger.info("cluster={} state=TERMINATED", parts.cluster());
    parts.provider().terminate(parts.uid(), Set.of(parts.config().nodeId()));
    finished = true;
  }

  boolean finished() {
    return finished;
  }

  private Set<String> workersLeft() {
    List<String> inventory = parts.provider().inventory(parts.uid());
    String groups =
        parts.spec().workerGroups().stream()
            .map(WorkerGroupSpec::name)
            .map(Pattern::quote)
            .collect(Collectors.joining("|"));
    Set<String> left = new TreeSet<>();
    if (!groups.isEmpty()) {
      Pattern slot = Pattern.compile("(?<![A-Za-z0-9-])(?:" + groups + ")-\\d+(?![A-Za-z0-9-])");
      for (String line : inventory) {
        Matcher matcher = slot.matcher(line);
        while (matcher.find()) {
          left.add(matcher.group());
        }
      }
    }
    return left;
  }

  /** That and why a controller ends its cluster, {@code lives/<uid>/end}. */
  record EndRecord(String reason, Instant at) {}
}
