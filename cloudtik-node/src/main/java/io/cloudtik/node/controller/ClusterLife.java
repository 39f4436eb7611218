/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ClusterState;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What the workspace store says of this life of the cluster. */
final class ClusterLife {
  /** Whether this controller has anything to do. */
  enum Standing {
    /** The cluster lives, or is being ended from here. */
    OURS,
    /** Somebody else ends it, or it is another life: keep still. */
    NOT_OURS,
    /** It has ended, and only this head is left. */
    OVER
  }

  private final ClusterParts parts;
  private final ClusterEnd end;
  private final EventLog events;
  private @Nullable ClusterRecord record;
  private Standing standing = Standing.NOT_OURS;
  private long lookedAt;
  private boolean detachedJobEnded;
  private @Nullable Duration ageAtFirst;
  private long firstAt;

  ClusterLife(ClusterParts parts, ClusterEnd end, EventLog events) {
    this.parts = parts;
    this.end = end;
    this.events = events;
  }

  /** Looks, unless what was seen a while ago is good enough where each look is paid for. */
  Standing glance() {
    boolean goodEnough =
        standing == Standing.OURS && parts.time().since(lookedAt).compareTo(parts.quietLook()) < 0;
    return goodEnough ? standing : look();
  }

  Standing look() {
    lookedAt = parts.time().mark();
    standing = Standing.NOT_OURS;
    standing = seen();
    return standing;
  }

  private Standing seen() {
    String key = RecordKeys.cluster(parts.cluster());
    Optional<ClusterRecord> found =
        Damage.mended(
            () -> parts.records().value(key, ClusterRecord.class), damage -> mend(key, damage));
    record = found.filter(each -> each.uid().equals(parts.uid())).orElse(null);
    if (record == null) {
      return Standing.NOT_OURS;
    }
    return switch (record.state()) {
      case TERMINATED -> Standing.OVER;
      case TERMINATING -> end.noted() ? Standing.OURS : Standing.NOT_OURS;
      default -> Standing.OURS;
    };
  }

  /** Writes the record anew, unless this life is over and the record may be of another one. */
  private Optional<ClusterRecord> mend(String key, String damage) {
    if (parts.records().store().read(RecordKeys.head(parts.uid())).isEmpty()) {
      return Optional.empty();
    }
    ClusterRecord known = record == null ? outline() : record;
    parts.records().put(key, known);
    events.notice("the record of the cluster was written anew: " + damage);
    return Optional.of(known);
  }

  /** What a controller knows that never saw the record. */
  private ClusterRecord outline() {
    return new ClusterRecord(
        StateKeys.PROTOCOL,
        parts.cluster(),
        parts.uid(),
        ClusterState.READY,
        parts.spec(),
        parts.time().now(),
        "start-" + parts.cluster() + "-" + parts.uid(),
        null);
  }

  boolean starting() {
    return record != null && record.state() == ClusterState.STARTING;
  }

  /** Says whether the cluster was ready before. */
  boolean wasReady() {
    return record != null && record.state() == ClusterState.READY;
  }

  /** Goes on by the monotonic clock once it is known: nobody's life is cut short by a set clock. */
  Duration age() {
    if (record == null) {
      return Duration.ZERO;
    }
    Duration first = ageAtFirst;
    if (first == null) {
      first = Duration.between(record.created(), parts.time().now());
      first = first.isNegative() ? Duration.ZERO : first;
      ageAtFirst = first;
      firstAt = parts.time().mark();
    }
    return first.plus(parts.time().since(firstAt));
  }

  /** Records that the start reached its goal. */
  void reachedReady() {
    record =
        parts
            .records()
            .update(
                RecordKeys.cluster(parts.cluster()),
                ClusterRecord.class,
                each ->
                    each.uid().equals(parts.uid()) && each.state() == ClusterState.STARTING
                        ? each.in(ClusterState.READY)
                        : each);
  }

  /** Says whether the cluster was started for one job. */
  boolean detached() {
    return record != null && record.detachedJob() != null;
  }

  /** Says whether the job that the cluster was started for, if any, has ended. */
  boolean detachedJobEnded() {
    String job = record == null ? null : record.detachedJob();
    if (job == null || detachedJobEnded) {
      return detachedJobEnded;
    }
    detachedJobEnded =
        parts
            .records()
            .value(RecordKeys.job(parts.cluster(), job), JobRecord.class)
            .filter(each -> each.state().finished())
            .isPresent();
    return detachedJobEnded;
  }
}
