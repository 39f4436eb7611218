/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.SlotObservation;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * All that a decision rests on, at one moment.
 *
 * @param endReason why the cluster is being ended; null while it lives
 * @param wanted how many workers each group of the spec should have
 * @param nextNumber by group, of the next slot
 * @param waits by group, how long to wait yet before a failed worker is replaced
 * @param probing groups in which one worker is tried at a time, as many failed in the same way
 * @param offers by group of the spec, what can be launched, what to try first in front
 * @param headPrice what the head costs in an hour, in US dollars; null if it is not known
 * @param listingLag how long a machine that was asked for may be missing from the provider's list
 * @param slotsKnown whether the provider answered; if not, {@code slots} is empty
 * @param slots what the provider knows, by slot
 * @param intents what was ever asked for and not given back, by slot
 * @param orphans slots without an intent, by how long they are seen
 * @param answering those of the orphans whose node controllers were heard
 * @param nodes the head and the workers, by id
 * @param awaitedAnew whether heartbeats were awaited anew since too many workers fell silent
 * @param freePushes how many more nodes may be set up at the same time
 * @param jobs the jobs that have not ended, in the order of their submission
 * @param age since the cluster was asked for
 * @param idle since there was work
 * @param detachedJobEnded whether the cluster was started for one job, and that has ended
 */
public record Observation(
    ClusterSpec spec,
    @Nullable String endReason,
    Map<String, Integer> wanted,
    Map<String, Integer> nextNumber,
    Map<String, Duration> waits,
    Set<String> probing,
    Map<String, List<Offer>> offers,
    @Nullable BigDecimal headPrice,
    Duration listingLag,
    boolean slotsKnown,
    Map<String, SlotObservation> slots,
    Map<String, Intent> intents,
    Map<String, Duration> orphans,
    Set<String> answering,
    List<NodeSight> nodes,
    boolean awaitedAnew,
    int freePushes,
    List<JobSight> jobs,
    Duration age,
    Duration idle,
    boolean detachedJobEnded) {

  /** Returns the head, once it is known. */
  public Optional<NodeSight> head() {
    return nodes.stream().filter(node -> node.record().head()).findFirst();
  }

  /**
   * Says whether workers may be made: the head is set up, so that what its runtimes publish is
   * known. Its services may still be on their way; workers need their time, too.
   */
  public boolean headReadyForWorkers() {
    return head().filter(NodeSight::setUp).isPresent();
  }

  /** Returns the workers, by id. */
  public List<NodeSight> workers() {
    return nodes.stream().filter(node -> !node.record().head()).toList();
  }

  /** Returns the node of that id. */
  public Optional<NodeSight> node(String id) {
    return nodes.stream().filter(node -> node.id().equals(id)).findFirst();
  }

  /** Returns how many jobs a node has that have not ended. */
  public long jobsOf(String node) {
    return jobs.stream().filter(job -> job.record().busy(node)).count();
  }

  /** Returns a copy that knows how long there was no work. */
  public Observation idleFor(Duration time) {
    return new Observation(
        spec,
        endReason,
        wanted,
        nextNumber,
        waits,
        probing,
        offers,
        headPrice,
        listingLag,
        slotsKnown,
        slots,
        intents,
        orphans,
        answering,
        nodes,
        awaitedAnew,
        freePushes,
        jobs,
        age,
        time,
        detachedJobEnded);
  }
}
