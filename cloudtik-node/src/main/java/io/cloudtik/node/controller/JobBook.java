/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.event.JobEvent;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of this life of the cluster that have not ended. The store's record is the truth; the
 * one in Redis is a copy for quick reading. Used by one thread.
 */
final class JobBook {
  private static final Logger logger = LoggerFactory.getLogger(JobBook.class);

  private final ClusterParts parts;
  private final String cluster;
  private final Leadership leadership;
  private final EventLog events;
  private final FailureLog failures;
  private final Map<String, JobRecord> open = new TreeMap<>();

  JobBook(ClusterParts parts, Leadership leadership, EventLog events, FailureLog failures) {
    this.parts = parts;
    this.cluster = parts.cluster();
    this.leadership = leadership;
    this.events = events;
    this.failures = failures;
  }

  void load() {
    open.clear();
    parts
        .records()
        .all(RecordKeys.jobs(cluster), "/record", JobRecord.class)
        .forEach(stored -> takeUp(stored.value()));
  }

  /** Looks at the record of a job; empty if this cluster has none of that id. */
  Optional<JobRecord> look(String id) {
    Optional<JobRecord> found =
        parts
            .records()
            .value(RecordKeys.job(cluster, id), JobRecord.class)
            .filter(job -> job.clusterUid().equals(parts.uid()));
    found.ifPresent(this::takeUp);
    return found;
  }

  private void takeUp(JobRecord job) {
    if (job.clusterUid().equals(parts.uid()) && !job.state().finished()) {
      open.put(job.id(), job);
      copy(job);
    }
  }

  /** Returns the open jobs in the order of their submission. */
  List<JobRecord> open() {
    return open.values().stream()
        .sorted(Comparator.comparing(JobRecord::submitted).thenComparing(JobRecord::id))
        .toList();
  }

  Optional<JobRecord> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Changes a record in the store, then its copy; a finished one stays as it is. */
  JobRecord change(String id, UnaryOperator<JobRecord> change) {
    leadership.require();
    JobRecord before = Optional.ofNullable(open.get(id)).orElseThrow();
    JobRecord after =
        parts
            .records()
            .update(
                RecordKeys.job(cluster, id),
                JobRecord.class,
                job -> job.state().finished() ? job : change.apply(job));
    if (after.state().finished()) {
      open.remove(id);
    } else {
      open.put(id, after);
    }
    copy(after);
    if (after.state() != before.state()) {
      tell(before, after);
    }
    return after;
  }

  private void tell(JobRecord before, JobRecord after) {
    logger.info(
        "job={} node={} state={}->{} reason={}",
        after.id(),
        after.node(),
        before.state(),
        after.state(),
        after.reason());
    String where = after.node() == null ? "" : " on " + after.node();
    String why = after.reason().isEmpty() ? "" : ": " + after.reason();
    events.tell(
        JobEvent.builder()
            .at(parts.ticks().now())
            .subject(cluster)
            .message(after.spec().name() + where + why)
            .job(after.id())
            .state(after.state())
            .build());
  }

  private void copy(JobRecord job) {
    failures.guard(
        "copy job " + job.id(),
        () -> {
          String key = StateKeys.job(job.id());
          long version = parts.state().record(key).map(Versioned::version).orElse(0L);
          parts.state().compareAndSet(key, version, Json.write(job));
        });
  }
}
