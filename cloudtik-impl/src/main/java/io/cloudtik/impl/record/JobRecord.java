/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.record;

import io.cloudtik.JobPart;
import io.cloudtik.JobState;
import io.cloudtik.spec.JobSpec;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * A job in the workspace store, {@code jobs/<cluster>/<id>/record}. The client writes it as queued,
 * from then on the cluster controller is its only writer, until the cluster is terminated.
 *
 * @param clusterUid the life of the cluster that runs it
 * @param spec as submitted; its files are in the data area below {@code jobs/<id>/}
 * @param cancelAsked whether someone asked to cancel it
 * @param number its place in the order of submission; 0 until the controller took it up
 * @param attempts how often it was begun
 * @param notBefore when a job that is to be run again may begin; null if at once
 * @param parts what each node of this attempt does; empty while it waits
 * @param reason why it is in this state, for people
 */
public record JobRecord(
    String id,
    String cluster,
    String clusterUid,
    JobSpec spec,
    JobState state,
    boolean cancelAsked,
    long number,
    int attempts,
    @Nullable Instant notBefore,
    List<JobPart> parts,
    Instant submitted,
    @Nullable Instant finished,
    String reason) {
  /** Copies the parts, and refuses what a damaged document leaves out. */
  public JobRecord {
    Objects.requireNonNull(id, "id");
    Objects.requireNonNull(cluster, "cluster");
    Objects.requireNonNull(clusterUid, "clusterUid");
    Objects.requireNonNull(spec, "spec");
    Objects.requireNonNull(state, "state");
    Objects.requireNonNull(submitted, "submitted");
    Objects.requireNonNull(reason, "reason");
    parts = List.copyOf(parts);
  }

  /** Returns the record of a job that was just submitted. */
  public static JobRecord queued(
      String id, String cluster, String clusterUid, JobSpec spec, Instant at) {
    return new JobRecord(
        id, cluster, clusterUid, spec, JobState.QUEUED, false, 0, 0, null, List.of(), at, null, "");
  }

  /** Says whether nodes were given to this attempt. */
  public boolean assigned() {
    return !parts.isEmpty();
  }

  /** Says whether a node was given to this attempt and has not ended its part. */
  public boolean busy(String node) {
    return parts.stream().anyMatch(part -> part.node().equals(node) && !part.state().finished());
  }

  /** Returns the only node of a job that runs on one; null if there is none or there are more. */
  public @Nullable String node() {
    return parts.size() == 1 && !spec.placement().onMany() ? parts.get(0).node() : null;
  }

  /** Returns the id under which a node knows this attempt. */
  public String run(String node) {
    String attempt = attempts > 1 ? id + ".r" + attempts : id;
    return spec.placement().onMany() ? attempt + "." + node : attempt;
  }

  /** Returns when the first process was started. */
  public @Nullable Instant started() {
    return parts.stream()
        .flatMap(part -> part.started().stream())
        .min(Instant::compareTo)
        .orElse(null);
  }

  /** Returns the first exit code that is not 0, or else 0 once all parts have one. */
  public @Nullable Integer exitCode() {
    List<Integer> codes =
        parts.stream()
            .map(JobPart::exitCode)
            .filter(OptionalInt::isPresent)
            .map(OptionalInt::getAsInt)
            .toList();
    Optional<Integer> bad = codes.stream().filter(code -> code != 0).findFirst();
    if (bad.isPresent()) {
      return bad.get();
    }
    return parts.isEmpty() || codes.size() < parts.size() ? null : 0;
  }

  /** Returns a copy with its place in the order of submission. */
  public JobRecord numbered(long place) {
    return filed(clusterUid, cancelAsked, place);
  }

  /** Returns a copy that another life of the cluster takes up. */
  public JobRecord ofLife(String uid) {
    return filed(uid, cancelAsked, 0);
  }

  /** Returns a copy that is to be cancelled. */
  public JobRecord cancelled() {
    return filed(clusterUid, true, number);
  }

  private JobRecord filed(String uid, boolean cancel, long place) {
    return new JobRecord(
        id, cluster, uid, spec, state, cancel, place, attempts, notBefore, parts, submitted,
        finished, reason);
  }

  /** Returns a copy that begins on these nodes. */
  public JobRecord begun(List<String> nodes) {
    return changed(
        JobState.QUEUED,
        attempts + 1,
        null,
        nodes.stream()
            .map(node -> JobPart.builder().node(node).state(JobState.QUEUED).build())
            .toList(),
        null,
        "");
  }

  /** Returns a copy that knows more of its parts. */
  public JobRecord seen(List<JobPart> now) {
    boolean runs = now.stream().anyMatch(part -> part.started().isPresent());
    return changed(runs ? JobState.RUNNING : state, attempts, notBefore, now, finished, reason);
  }

  /** Returns a copy that says why it waits. */
  public JobRecord explained(String why) {
    return changed(state, attempts, notBefore, parts, finished, why);
  }

  /** Returns a copy that waits to be run again. */
  public JobRecord again(Instant from, String why) {
    return changed(JobState.QUEUED, attempts, from, List.of(), null, why);
  }

  /** Returns parts of which those that had not ended were stopped. */
  public static List<JobPart> stopped(List<JobPart> parts, String why) {
    return parts.stream().map(part -> stopped(part, why)).toList();
  }

  private static JobPart stopped(JobPart part, String why) {
    if (part.state().finished()) {
      return part;
    }
    JobPart.Builder stopped =
        JobPart.builder().node(part.node()).state(JobState.CANCELLED).reason(why);
    part.started().ifPresent(stopped::started);
    return stopped.build();
  }

  /** Returns a copy that has ended. */
  public JobRecord ended(JobState end, List<JobPart> now, Instant at, String why) {
    return changed(end, attempts, null, now, at, why);
  }

  private JobRecord changed(
      JobState next,
      int begun,
      @Nullable Instant from,
      List<JobPart> now,
      @Nullable Instant ended,
      String why) {
    return new JobRecord(
        id,
        cluster,
        clusterUid,
        spec,
        next,
        cancelAsked,
        number,
        begun,
        from,
        now,
        submitted,
        ended,
        why);
  }
}
