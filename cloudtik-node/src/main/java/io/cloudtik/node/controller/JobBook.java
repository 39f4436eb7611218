/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.JobState;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.JobEvent;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.Stored;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.spi.store.WriteCondition;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

  /** How often the store is asked for jobs whose client died before it could speak of them. */
  private static final Duration LOOK_AROUND = Duration.ofSeconds(30);

  private static final Comparator<JobRecord> ORDER =
      Comparator.comparingLong(JobRecord::number)
          .thenComparing(JobRecord::submitted)
          .thenComparing(JobRecord::id);

  private final ClusterParts parts;
  private final String cluster;
  private final Leadership leadership;
  private final EventLog events;
  private final FailureLog failures;
  private final Map<String, JobRecord> open = new TreeMap<>();

  /** The keys of records of which nothing more is to be expected. */
  private final Set<String> over = new HashSet<>();

  private long lastNumber;
  private long lookedAround;

  JobBook(ClusterParts parts, Leadership leadership, EventLog events, FailureLog failures) {
    this.parts = parts;
    this.cluster = parts.cluster();
    this.leadership = leadership;
    this.events = events;
    this.failures = failures;
  }

  void load() {
    open.clear();
    over.clear();
    lastNumber = 0;
    lookAround();
  }

  /** Takes up jobs that are recorded and of which nobody spoke, from time to time. */
  void lookAroundAgain() {
    Duration since = parts.time().since(lookedAround);
    if (since.compareTo(LOOK_AROUND) >= 0 && since.compareTo(parts.quietLook()) >= 0) {
      lookAround();
    }
  }

  private void lookAround() {
    lookedAround = parts.time().mark();
    List<JobRecord> found =
        parts.records().store().list(RecordKeys.jobs(cluster)).stream()
            .filter(key -> key.endsWith("/record") && !over.contains(key))
            .filter(key -> !open.containsKey(RecordKeys.jobOf(key)))
            .flatMap(key -> read(key).stream())
            .sorted(ORDER)
            .toList();
    // Those that have a number first: the others come behind all of them.
    found.stream().filter(job -> job.number() > 0).forEach(this::takeUp);
    found.stream().filter(job -> job.number() == 0).forEach(this::takeUp);
  }

  private Optional<JobRecord> read(String key) {
    Optional<JobRecord> found =
        Damage.mended(
                () -> parts.records().value(key, JobRecord.class), damage -> leftAsItIs(damage))
            .filter(job -> job.clusterUid().equals(parts.uid()) && !job.state().finished());
    if (found.isEmpty()) {
      over.add(key);
    }
    return found;
  }

  private Optional<JobRecord> leftAsItIs(String damage) {
    events.notice("a job is left as it is: " + damage);
    return Optional.empty();
  }

  private void takeUp(JobRecord job) {
    JobRecord numbered = job;
    if (job.number() == 0) {
      leadership.require();
      long number = lastNumber + 1;
      numbered =
          parts
              .records()
              .update(
                  RecordKeys.job(cluster, job.id()),
                  JobRecord.class,
                  found -> found.number() > 0 ? found : found.numbered(number));
    }
    lastNumber = Math.max(lastNumber, numbered.number());
    open.put(job.id(), numbered);
    copy(numbered);
  }

  /**
   * Takes a job up that a client speaks of.
   *
   * @return why it is refused; its record is gone then
   */
  Optional<Refusal> submit(String id) {
    if (open.containsKey(id)) {
      return Optional.empty();
    }
    Optional<Stored<JobRecord>> found = stored(id);
    if (found.isEmpty()) {
      return Optional.of(unknown(id));
    }
    JobRecord job = found.get().value();
    if (job.state().finished()) {
      return Optional.empty();
    }
    int most = parts.spec().jobsAtOnce() + parts.spec().jobsWaiting();
    if (job.number() == 0 && open.size() >= most) {
      leadership.require();
      parts
          .records()
          .store()
          .delete(found.get().key(), WriteCondition.ifVersion(found.get().version()));
      return Optional.of(full(job));
    }
    takeUp(job);
    return Optional.empty();
  }

  private Refusal full(JobRecord job) {
    long running = open.values().stream().filter(JobRecord::assigned).count();
    return new Refusal(
        ErrorCode.JOB_QUEUE_FULL,
        "job '%s' was not submitted: cluster %s has %d jobs that run and %d that wait; at most %d run at once and %d"
                .formatted(
                    job.spec().name(),
                    cluster,
                    running,
                    open.size() - running,
                    parts.spec().jobsAtOnce(),
                    parts.spec().jobsWaiting())
            + " more may wait; submit it again when one has ended, cancel one, or start the cluster"
            + " with a longer queue (withJobQueue)");
  }

  private Refusal unknown(String id) {
    return new Refusal(
        ErrorCode.JOB_NOT_FOUND,
        "no job '%s' was recorded for this life of cluster '%s'; submit it first"
            .formatted(id, cluster));
  }

  private Optional<Stored<JobRecord>> stored(String id) {
    return parts
        .records()
        .find(RecordKeys.job(cluster, id), JobRecord.class)
        .filter(job -> job.value().clusterUid().equals(parts.uid()));
  }

  /** Notes that a job is to be cancelled; one that has ended stays as it is. */
  Optional<Refusal> cancel(String id) {
    if (!open.containsKey(id)) {
      Optional<Stored<JobRecord>> found = stored(id);
      if (found.isEmpty()) {
        return Optional.of(unknown(id));
      }
      if (found.get().value().state().finished()) {
        return Optional.empty();
      }
      takeUp(found.get().value());
    }
    change(id, JobRecord::cancelled);
    return Optional.empty();
  }

  /** Returns the open jobs in the order of their submission. */
  List<JobRecord> open() {
    return open.values().stream().sorted(ORDER).toList();
  }

  Optional<JobRecord> find(String id) {
    return Optional.ofNullable(open.get(id));
  }

  /** Says whether a run is part of the present attempt of an open job. */
  boolean hasRun(String run) {
    return open.values().stream()
        .anyMatch(job -> job.parts().stream().anyMatch(part -> job.run(part.node()).equals(run)));
  }

  /** Changes a record in the store, then its copy; a finished one stays as it is. */
  JobRecord change(String id, UnaryOperator<JobRecord> change) {
    leadership.require();
    JobRecord before = Optional.ofNullable(open.get(id)).orElseThrow();
    String key = RecordKeys.job(cluster, id);
    JobRecord after =
        Damage.mended(
            () ->
                parts
                    .records()
                    .update(
                        key,
                        JobRecord.class,
                        job -> job.state().finished() ? job : change.apply(job)),
            damage -> {
              events.notice("the record of a job was written anew: " + damage);
              return parts.records().put(key, change.apply(before)).value();
            });
    if (after.state().finished()) {
      open.remove(id);
      over.add(RecordKeys.job(cluster, id));
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
    // A restart leaves the job without a node; the one that it had is what people look for.
    String node = after.node() == null ? before.node() : after.node();
    logger.info(
        "job={} node={} attempt={} state={}->{} reason={}",
        after.id(),
        node,
        after.attempts(),
        before.state(),
        after.state(),
        after.reason());
    String where = node == null ? "" : " on " + node;
    String why = after.reason().isEmpty() ? "" : ": " + after.reason();
    String next = after.state() == JobState.QUEUED ? "; it will be run again" : "";
    events.tell(
        JobEvent.builder()
            .at(parts.time().now())
            .subject(cluster)
            .message(after.spec().name() + where + why + next)
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
