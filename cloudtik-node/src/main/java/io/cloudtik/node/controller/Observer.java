/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.JobPart;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.JobSight;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.controller.decide.NodeSight;
import io.cloudtik.spi.provider.SlotObservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Looks at provider, heartbeats and jobs. Changes nothing. */
final class Observer {
  private final ClusterParts parts;
  private final Books books;
  private final FailureLog failures;
  private final Duration fresh;
  private final Map<String, Read> read = new HashMap<>();
  private @Nullable Map<String, SlotObservation> seen;
  private @Nullable Long seenAt;

  /** A heartbeat as it was read: most are the same when there are many passes in a second. */
  private record Read(String text, Heartbeat heartbeat) {}

  Observer(ClusterParts parts, Books books, FailureLog failures) {
    this.parts = parts;
    this.books = books;
    this.failures = failures;
    this.fresh = parts.provider().observationInterval();
  }

  /** Returns what the provider knows, by slot; empty if it does not answer. */
  Optional<Map<String, SlotObservation>> slots() {
    if (seenAt != null && parts.time().since(seenAt).compareTo(fresh) < 0) {
      return Optional.ofNullable(seen);
    }
    seenAt = parts.time().mark();
    seen = ask().orElse(null);
    return Optional.ofNullable(seen);
  }

  /** Returns the slots that were seen last and that no intent and no record speaks of. */
  Set<String> orphans() {
    Set<String> orphans = new TreeSet<>();
    for (String slot : seen == null ? Set.<String>of() : seen.keySet()) {
      boolean known = books.wishes().intended(slot) || books.nodes().find(slot).isPresent();
      if (!known && !slot.equals(NodeConfig.HEAD)) {
        orphans.add(slot);
      }
    }
    return orphans;
  }

  private Optional<Map<String, SlotObservation>> ask() {
    Map<String, SlotObservation> slots = new TreeMap<>();
    boolean known =
        failures.guard(
            "observe machines",
            () ->
                parts
                    .provider()
                    .observe(parts.uid())
                    .forEach(slot -> slots.put(slot.slot(), slot)));
    return known ? Optional.of(slots) : Optional.empty();
  }

  /** Listens to heartbeats; says whether this process was away before. */
  boolean listen() {
    Set<String> nodes = new LinkedHashSet<>();
    books.nodes().all().forEach(node -> nodes.add(node.id()));
    orphans().forEach(nodes::add);
    List<String> ids = List.copyOf(nodes);
    List<Optional<String>> texts =
        ids.isEmpty()
            ? List.of()
            : parts.state().values(ids.stream().map(StateKeys::heartbeat).toList());
    Map<String, Heartbeat> heartbeats = new HashMap<>();
    for (int i = 0; i < ids.size(); i++) {
      String node = ids.get(i);
      texts
          .get(i)
          .ifPresent(
              text ->
                  failures.guard(
                      "read heartbeat of " + node,
                      () -> heartbeats.put(node, heartbeat(node, text))));
    }
    read.keySet().retainAll(nodes);
    return books.heartbeats().look(nodes, heartbeats);
  }

  private Heartbeat heartbeat(String node, String text) {
    Read before = read.get(node);
    if (before == null || !before.text.equals(text)) {
      before = new Read(text, Json.read(text, Heartbeat.class));
      read.put(node, before);
    }
    return before.heartbeat;
  }

  List<NodeSight> nodes(Map<String, SlotObservation> slots) {
    List<NodeSight> sights = new ArrayList<>();
    for (NodeRecord record : books.nodes().all()) {
      sights.add(node(record, slots));
    }
    return List.copyOf(sights);
  }

  private NodeSight node(NodeRecord record, Map<String, SlotObservation> slots) {
    String id = record.id();
    HeartbeatWatch heartbeats = books.heartbeats();
    return new NodeSight(
        record,
        slots.get(id),
        heartbeats.last(id),
        heartbeats.heard(id),
        heartbeats.silence(id),
        books.nodes().inState(id),
        books.pushes().state(id),
        books.pushes().error(id),
        books.recently().asked(record.state().name(), id));
  }

  List<JobSight> jobs() {
    ClusterState state = parts.state();
    List<JobSight> sights = new ArrayList<>();
    for (JobRecord job : books.jobs().open()) {
      Map<String, JobRun> runs = new HashMap<>();
      Set<String> toldToRun = new TreeSet<>();
      Set<String> toldToEnd = new TreeSet<>();
      for (JobPart part : job.parts()) {
        String run = job.run(part.node());
        failures.guard(
            "read run of job " + run,
            () ->
                state
                    .record(StateKeys.jobRun(run))
                    .ifPresent(
                        found -> runs.put(part.node(), Json.read(found.json(), JobRun.class))));
        if (books.recently().asked(JobActions.RUN, run)) {
          toldToRun.add(part.node());
        }
        if (books.recently().asked(JobActions.END, run)) {
          toldToEnd.add(part.node());
        }
      }
      sights.add(new JobSight(job, runs, toldToRun, toldToEnd, due(job)));
    }
    return List.copyOf(sights);
  }

  private boolean due(JobRecord job) {
    Instant from = job.notBefore();
    return from == null || !parts.time().now().isBefore(from);
  }
}
