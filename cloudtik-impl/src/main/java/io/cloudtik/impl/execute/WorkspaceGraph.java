/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.PlannedStep.Action;
import io.cloudtik.ResourceStatus;
import io.cloudtik.Retained;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.event.Step;
import io.cloudtik.impl.plan.ResourceGraph;
import io.cloudtik.impl.plan.WorkspacePlanner;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Observes, makes, mends and deletes the resources of a workspace along their graph. Keeps nothing
 * but what the provider knows: whatever was stopped is taken up by doing it again.
 */
public final class WorkspaceGraph {
  private static final int AT_ONCE = 16;

  /** What uses something may be our own, and not seen yet; for so long it is looked for again. */
  private static final Duration SETTLING = Duration.ofSeconds(30);

  private static final ResourceObservation ABSENT = ResourceObservation.absent();
  private static final Duration PAUSE = Duration.ofSeconds(5);

  private final String workspace;
  private final CloudProvider provider;
  private final Map<String, WorkspaceResource> resources = new LinkedHashMap<>();
  private final ResourceGraph graph;
  private final Executor executor;
  private final Time time;

  /** Makes the graph of a workspace. */
  public WorkspaceGraph(String workspace, CloudProvider provider, Executor executor, Time time) {
    this.workspace = workspace;
    this.provider = provider;
    this.executor = executor;
    this.time = time;
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    for (WorkspaceResource resource : provider.resources()) {
      if (resources.put(resource.id(), resource) != null) {
        throw new CloudTikException(
            ErrorCode.INTERNAL, "two resources are called " + resource.id());
      }
      dependencies.put(resource.id(), resource.dependsOn());
    }
    this.graph = ResourceGraph.of(dependencies);
  }

  /** Returns what exists now, those it depends on before each. */
  public List<ResourceStatus> status() {
    Map<String, ResourceObservation> seen = observe();
    return graph.ids().stream()
        .map(
            id ->
                ResourceStatus.of(
                    id,
                    resource(id).description(),
                    resource(id).ownership(),
                    seen.getOrDefault(id, ABSENT)))
        .toList();
  }

  /** Returns what {@link #create} would do now. */
  public WorkspacePlan plan() {
    return planner(observe()).create();
  }

  /** Returns what {@link #delete} would do now. */
  public WorkspacePlan planDelete(Retained retained) {
    return planner(observe()).delete(retained);
  }

  /**
   * Makes what is missing and mends what is not right. What was made before a failure stays.
   *
   * @param beforeReplacing fails if nothing may be taken down now
   */
  public void create(Progress progress, Runnable beforeReplacing) {
    Set<String> cleared = ConcurrentHashMap.newKeySet();
    new WorkspaceTurn(workspace, provider, time, progress)
        .take(
            () -> {
              if (!recordsAre(ResourceState.PRESENT::equals)) {
                make(records(), cleared, progress, () -> {}, beforeReplacing);
              }
              return !records().isEmpty();
            },
            turn -> make(Set.copyOf(graph.ids()), cleared, progress, turn, beforeReplacing));
    progress.finished(Step.CREATE_WORKSPACE, "ready");
  }

  /** Nothing is done as long as something is in the way, also of what would be made later. */
  private void make(
      Set<String> ids,
      Set<String> cleared,
      Progress progress,
      Runnable turn,
      Runnable beforeReplacing) {
    Map<String, ResourceObservation> seen = observe();
    WorkspacePlan plan = planner(seen).create();
    if (!plan.problems().isEmpty()) {
      throw new CloudTikException(
          ErrorCode.RESOURCE_CONFLICT,
          "workspace %s cannot be made as things are: %s; nothing was changed"
              .formatted(workspace, String.join("; ", plan.problems())));
    }
    requireRoom(plan, cleared);
    progress.started(Step.CREATE_WORKSPACE, plan.isEmpty() ? "everything is there" : "making it");
    Map<String, Action> actions = actions(plan);
    actions.keySet().retainAll(ids);
    actions.values().removeIf(action -> !action.isChange());
    Set<String> replaced = having(actions, Action.REPLACE);
    if (!replaced.isEmpty()) {
      beforeReplacing.run();
      walk(
          graph.reversedOrder(replaced),
          Step.CREATE_WORKSPACE,
          progress,
          turn,
          ResourceWork::remove);
    }
    walk(
        graph.order(actions.keySet()),
        Step.CREATE_WORKSPACE,
        progress,
        turn,
        it -> {
          boolean anew = replaced.contains(it.id());
          it.make(
              anew || state(seen, it.id()) == ResourceState.ABSENT,
              anew ? seen.getOrDefault(it.id(), ABSENT).cloudId().orElse(null) : null);
        });
  }

  /** What waiting does not mend is told before anything is made, and all of it at once. */
  private void requireRoom(WorkspacePlan plan, Set<String> cleared) {
    Set<String> missing = having(actions(plan), Action.CREATE);
    if (!cleared.addAll(missing)) {
      return;
    }
    List<ProviderFailure> findings = provider.preflight(missing);
    if (!findings.isEmpty()) {
      throw new CloudTikException(
          findings.get(0).kind().errorCode(),
          "workspace %s cannot be made as things are: %s; nothing was changed"
              .formatted(
                  workspace,
                  String.join("; ", findings.stream().map(ProviderFailure::toString).toList())));
    }
  }

  /**
   * Deletes what the library made, dependents first, and what holds the records last.
   *
   * @param check fails if the workspace is in use; asked while nobody else works on it
   * @return what was done
   */
  public WorkspacePlan delete(Retained retained, Progress progress, Runnable check) {
    List<WorkspacePlan> done = new ArrayList<>();
    new WorkspaceTurn(workspace, provider, time, progress)
        .take(
            this::hasRecords,
            turn -> {
              if (hasRecords()) {
                check.run();
              }
              done.add(takeDown(retained, progress, turn));
            });
    requireNothingLeft();
    progress.finished(Step.DELETE_WORKSPACE, "nothing is left of it");
    return done.get(done.size() - 1);
  }

  private WorkspacePlan takeDown(Retained retained, Progress progress, Runnable turn) {
    WorkspacePlan plan = planDelete(retained);
    progress.started(Step.DELETE_WORKSPACE, plan.isEmpty() ? "nothing is there" : "taking it down");
    takeDown(plan, retained, id -> !records().contains(id), progress, turn);
    // From here on nobody can be asked whose turn it is.
    takeDown(plan, retained, records()::contains, progress, () -> {});
    return plan;
  }

  /**
   * Takes down until nothing of it comes into sight any more: what was made a moment ago may not
   * have been seen, and then uses what is to be deleted.
   */
  private void takeDown(
      WorkspacePlan first,
      Retained retained,
      Predicate<String> part,
      Progress progress,
      Runnable turn) {
    long begun = time.mark();
    Set<String> deleted = deleted(first, part);
    while (!deleted.isEmpty()) {
      boolean settled = time.since(begun).compareTo(SETTLING) >= 0;
      try {
        walk(
            graph.reversedOrder(deleted), Step.DELETE_WORKSPACE, progress, turn, it -> it.remove());
      } catch (CloudTikException e) {
        if (settled || e.errorCode() != ErrorCode.RESOURCE_CONFLICT) {
          throw e;
        }
        time.pause(PAUSE);
      }
      deleted = deleted(planDelete(retained), part);
    }
  }

  private static Set<String> deleted(WorkspacePlan plan, Predicate<String> part) {
    Set<String> deleted = having(actions(plan), Action.DELETE);
    deleted.removeIf(part.negate());
    return deleted;
  }

  private void requireNothingLeft() {
    List<String> left =
        new ArrayList<>(new Retry(time, ResourceWork.PATIENCE).call(provider::orphans));
    status().stream()
        .filter(WorkspaceGraph::isLeft)
        .map(ResourceStatus::toString)
        .forEach(left::add);
    if (!left.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.PROVIDER_FAILED,
          "workspace %s: still there after the delete: %s; delete it again"
              .formatted(workspace, left));
    }
  }

  private void walk(
      Map<String, Set<String>> order,
      Step step,
      Progress progress,
      Runnable turn,
      Consumer<ResourceWork> action) {
    AtomicInteger done = new AtomicInteger();
    new GraphWalk(
            executor,
            AT_ONCE,
            order,
            id -> {
              long begun = time.mark();
              action.accept(new ResourceWork(resource(id), time, progress, turn));
              progress.progressed(
                  step,
                  "%s: %s, %d s"
                      .formatted(id, resource(id).description(), time.since(begun).toSeconds()),
                  done.incrementAndGet(),
                  order.size());
            })
        .run(time);
  }

  private Map<String, ResourceObservation> observe() {
    return observe(Set.copyOf(graph.ids()));
  }

  private Map<String, ResourceObservation> observe(Set<String> ids) {
    Map<String, ResourceObservation> seen = new ConcurrentHashMap<>();
    Map<String, Set<String>> all = new LinkedHashMap<>();
    ids.forEach(id -> all.put(id, Set.of()));
    Retry retry = new Retry(time, ResourceWork.PATIENCE);
    new GraphWalk(
            executor, AT_ONCE, all, id -> seen.put(id, retry.call(() -> resource(id).observe())))
        .run(time);
    return seen;
  }

  private static ResourceState state(Map<String, ResourceObservation> seen, String id) {
    return seen.getOrDefault(id, ABSENT).state();
  }

  /** What must be there so that clients can agree on who works. */
  private Set<String> records() {
    return graph.withDependencies(
        graph.ids().stream().filter(id -> resource(id).holdsRecords()).toList());
  }

  private boolean hasRecords() {
    return !records().isEmpty() && recordsAre(state -> state != ResourceState.ABSENT);
  }

  private boolean recordsAre(Predicate<ResourceState> wanted) {
    Map<String, ResourceObservation> seen = observe(records());
    return seen.keySet().stream().allMatch(id -> wanted.test(state(seen, id)));
  }

  private static Map<String, Action> actions(WorkspacePlan plan) {
    Map<String, Action> actions = new LinkedHashMap<>();
    plan.steps().forEach(step -> actions.put(step.target(), step.action()));
    return actions;
  }

  private static Set<String> having(Map<String, Action> actions, Action action) {
    Set<String> ids = new LinkedHashSet<>();
    actions.forEach(
        (id, planned) -> {
          if (planned == action) {
            ids.add(id);
          }
        });
    return ids;
  }

  private WorkspacePlanner planner(Map<String, ResourceObservation> seen) {
    return new WorkspacePlanner(workspace, resources, graph, seen);
  }

  private WorkspaceResource resource(String id) {
    WorkspaceResource resource = resources.get(id);
    if (resource == null) {
      throw new IllegalArgumentException(id);
    }
    return resource;
  }

  /** Says whether some of it is there that a delete would not leave. */
  public static boolean exists(List<ResourceStatus> resources) {
    return resources.stream().anyMatch(WorkspaceGraph::isLeft);
  }

  private static boolean isLeft(ResourceStatus resource) {
    ResourceState state = resource.observation().state();
    return resource.ownership() == Ownership.MADE
        && state != ResourceState.ABSENT
        && state != ResourceState.UNUSABLE;
  }
}
