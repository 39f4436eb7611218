/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.record.HeadRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.NodeActions.WorkerPush;
import io.cloudtik.node.controller.decide.ClusterCondition;
import io.cloudtik.node.controller.decide.Decider;
import io.cloudtik.node.controller.decide.Decision;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.controller.decide.Observation;
import io.cloudtik.node.controller.decide.Offer;
import io.cloudtik.node.controller.decide.Silence;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.SlotObservation;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes passes: observe, decide, act, show. Used by one thread. */
final class ClusterController {
  private static final Logger logger = LoggerFactory.getLogger(ClusterController.class);

  /** Commands and events lie on different servers, so none can be waited for while the other is. */
  private static final Duration GLANCE = Duration.ofMillis(50);

  /** What a pass found out about when the next one should be. */
  enum Pass {
    /** Something was done: look at once what came of it. */
    CHANGED,
    /** Nodes or jobs are on their way. */
    MOVING,
    /** All is as it should be. */
    QUIET,
    /** This controller may not act. */
    STANDBY,
    /** Another head has taken over; this one has to end. */
    SUPERSEDED,
    /** The cluster has ended. */
    OVER
  }

  private final ClusterParts parts;
  private final Leadership leadership;
  private final FailureLog failures;
  private final EventLog events;
  private final Books books;
  private final Observer observer;
  private final Actor actor;
  private final ClusterEnd end;
  private final ClusterLife life;
  private final CommandInbox inbox;
  private final ViewWriter view;
  private final StepProgress progress;
  private final LoadProbe load;
  private final News news;
  private final IdleTime idle;
  private final Succession succession;
  private boolean begun;
  private boolean lifetimeTold;
  private boolean quiet;

  ClusterController(
      ClusterParts parts,
      Leadership leadership,
      Pushes pushes,
      WorkerPush push,
      LoadProbe load,
      FailureLog failures) {
    this.parts = parts;
    this.leadership = leadership;
    this.failures = failures;
    this.load = load;
    events = new EventLog(parts, failures);
    books = Books.of(parts, leadership, pushes, events, failures);
    observer = new Observer(parts, books, failures);
    end = new ClusterEnd(parts, leadership, events);
    life = new ClusterLife(parts, end, events);
    NodeActions nodes = new NodeActions(parts, books, leadership, push, events);
    actor =
        new Actor(
            nodes, new JobActions(parts, books), end, books.heartbeats(), leadership, failures);
    inbox = new CommandInbox(parts.state(), new CommandRules(parts, books), failures);
    view = new ViewWriter(parts, leadership, parts.offerings()::shape);
    progress = new StepProgress(parts.cluster(), events, parts.time());
    idle = new IdleTime(parts.time());
    succession = new Succession(parts);
    news = new News(parts.state());
  }

  /** Waits for the next command, at most that long. */
  void await(Duration longest) {
    inbox.await(longest);
  }

  /** Waits for the next command, or for what a node tells, at most that long. */
  void awaitNews(Duration longest) {
    for (long glances = longest.dividedBy(GLANCE); glances > 0; glances--) {
      if (inbox.await(GLANCE) || news.any()) {
        return;
      }
    }
  }

  /** Makes one pass. What it throws leaves everything so that the next pass can go on. */
  Pass pass() {
    boolean looks = !quiet;
    quiet = false;
    Pass pass = pass(looks);
    quiet = pass == Pass.QUIET;
    return pass;
  }

  /**
   * Makes one pass.
   *
   * @param looks whether it is looked whose the cluster is; if not, nothing may be done about nodes
   *     and jobs
   */
  private Pass pass(boolean looks) {
    switch (looks ? life.look() : life.glance()) {
      case NOT_OURS -> {
        leadership.release();
        return Pass.STANDBY;
      }
      case OVER -> {
        end.endHead();
        return Pass.OVER;
      }
      case OURS -> {}
    }
    leadership.renew();
    if (!leadership.held() && succession.over()) {
      return Pass.SUPERSEDED;
    }
    if (leadership.take()) {
      begun = false;
    }
    if (!leadership.held()) {
      return Pass.STANDBY;
    }
    // Without a record of the head Redis has lost its data, and everything begins anew.
    if (!begun || books.nodes().find(NodeConfig.HEAD).isEmpty()) {
      begin();
      begun = true;
    }
    boolean commanded = inbox.apply();
    failures.guard("look for jobs that nobody spoke of", books.jobs()::lookAroundAgain);
    books.leftovers().sweep();
    if (observer.listen()) {
      logger.warn("cluster={} away=true heartbeats=awaited-anew", parts.cluster());
    }
    @Nullable Map<String, SlotObservation> slots = observer.slots().orElse(null);
    Observation seen = look(slots);
    List<Decision> decisions = Decider.decide(seen);
    if (!decisions.isEmpty() && !looks) {
      return pass(true);
    }
    actor.act(decisions, slots == null ? Map.of() : slots, ViewWriter.published(seen));
    if (end.finished()) {
      return Pass.OVER;
    }
    Observation after = decisions.isEmpty() ? seen : look(slots);
    show(after);
    return commanded || !decisions.isEmpty() ? Pass.CHANGED : calm(after);
  }

  private void begin() {
    books.load();
    end.load();
    inbox.load();
    idle.restart();
    Optional<NodeRecord> head = books.nodes().find(NodeConfig.HEAD);
    if (head.isEmpty()) {
      books
          .nodes()
          .add(
              NodeRecord.first(
                  NodeConfig.HEAD,
                  NodeConfig.HEAD,
                  null,
                  NodeState.BOOTSTRAPPING,
                  parts.time().now(),
                  "it sets itself up"));
    }
    books.nodes().reachedAt(NodeConfig.HEAD, parts.config().host());
    leadership.require();
    parts
        .records()
        .put(
            RecordKeys.head(parts.uid()),
            new HeadRecord(
                StateKeys.PROTOCOL, parts.redis(), leadership.generation(), parts.time().now()));
    succession.inCharge(leadership.generation());
    if (life.wasReady()) {
      progress.adopt(books.wishes().wanted());
    } else if (!lifetimeTold) {
      tellLifetime();
      lifetimeTold = true;
    }
  }

  private void tellLifetime() {
    String chosen =
        parts.spec().lifetime().isPresent() ? "" : " (the default; withLifetime sets another)";
    String job =
        life.detached() && parts.spec().lifetime().isEmpty()
            ? ", and ends when its job has ended"
            : "";
    events.notice(
        "cluster %s lives %s%s%s"
            .formatted(parts.cluster(), parts.spec().effectiveLifetime(), chosen, job));
  }

  /** Puts together what is seen, without the provider if it did not answer. */
  private Observation look(@Nullable Map<String, SlotObservation> slots) {
    Map<String, SlotObservation> known = slots == null ? Map.of() : slots;
    Map<String, Duration> orphans = new TreeMap<>();
    observer.orphans().forEach(slot -> orphans.put(slot, books.heartbeats().silence(slot)));
    Observation nodes =
        new Observation(
            parts.spec(),
            end.reason(),
            books.wishes().wanted(),
            books.wishes().nextNumbers(),
            books.backoff().waits(),
            books.backoff().probing(),
            offers(),
            parts.spec().hourlyBudget().isPresent() ? parts.offerings().headPrice() : null,
            parts.provider().listingLag(),
            slots != null,
            known,
            books.wishes().intents(),
            orphans,
            orphans.keySet().stream()
                .filter(books.heartbeats()::heard)
                .collect(Collectors.toUnmodifiableSet()),
            observer.nodes(known),
            actor.awaitedAnew(),
            books.pushes().free(),
            observer.jobs(),
            life.age(),
            Duration.ZERO,
            life.detachedJobEnded());
    boolean starting = idle.excuses(life.starting());
    boolean busy = starting || load.busy(ViewWriter.published(nodes)) || !nodes.jobs().isEmpty();
    return nodes.idleFor(idle.look(busy));
  }

  /** Without an answer nothing new is launched, and all else goes on. */
  private Map<String, List<Offer>> offers() {
    Map<String, List<Offer>> offers = new TreeMap<>();
    for (WorkerGroupSpec group : parts.spec().workerGroups()) {
      failures.guard(
          "ask what is offered for " + group.name(),
          () -> offers.put(group.name(), books.offers().of(group)));
    }
    return offers;
  }

  private void show(Observation seen) {
    if (Silence.of(seen).none()) {
      actor.nobodyIsSilent();
    }
    ClusterCondition condition =
        ClusterCondition.of(seen, life.wasReady(), books.backoff().reasons());
    // Whoever waits for the cluster hears of the last step before it hears that all is ready.
    progress.look(seen);
    if (condition.state() == ClusterState.READY && life.starting()) {
      leadership.require();
      life.reachedReady();
      idle.restart();
    }
    failures.guard("show the cluster", () -> view.show(seen, condition));
  }

  private static Pass calm(Observation seen) {
    boolean calm =
        seen.jobs().isEmpty()
            && seen.nodes().stream().allMatch(node -> node.state() == NodeState.READY)
            && seen.endReason() == null;
    return calm ? Pass.QUIET : Pass.MOVING;
  }
}
