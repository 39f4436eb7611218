/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.PlannedStep;
import io.cloudtik.PlannedStep.Action;
import io.cloudtik.Retained;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.spi.provider.Ownership;
import io.cloudtik.spi.provider.ResourceObservation;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Plans a workspace: the difference between its resources as they should be and as they are. */
public final class WorkspacePlanner {
  private final String workspace;
  private final Map<String, WorkspaceResource> resources;
  private final ResourceGraph graph;
  private final Map<String, ResourceObservation> seen;

  /**
   * Makes a planner.
   *
   * @param resources by id
   * @param seen what was observed, by id; what is missing is absent
   */
  public WorkspacePlanner(
      String workspace,
      Map<String, WorkspaceResource> resources,
      ResourceGraph graph,
      Map<String, ResourceObservation> seen) {
    this.workspace = workspace;
    this.resources = new LinkedHashMap<>(resources);
    this.graph = graph;
    this.seen = new HashMap<>(seen);
  }

  /** Returns a step for each resource that makes it, mends it, or leaves it. */
  public WorkspacePlan create() {
    Set<String> anew =
        graph.withDependents(
            graph.ids().stream()
                .filter(id -> seen(id).needsReplacement() && !brought(id))
                .toList());
    List<PlannedStep> steps = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    for (String id : graph.ids()) {
      boolean replaced = anew.contains(id) && !brought(id);
      steps.add(step(id, replaced && exists(id) ? Action.REPLACE : action(id)));
      problem(id, replaced).forEach(problems::add);
    }
    return WorkspacePlan.of(workspace, steps, problems);
  }

  /** Returns a step for each resource that deletes it or leaves it, dependents first. */
  public WorkspacePlan delete(Retained retained) {
    Set<String> kept =
        graph.withDependencies(
            graph.ids().stream()
                .filter(id -> retained == Retained.KEEP && ownership(id) == Ownership.RETAINED)
                .filter(this::exists)
                .toList());
    List<PlannedStep> steps =
        graph.ids().stream()
            .filter(id -> exists(id) || brought(id))
            .map(id -> step(id, kept.contains(id) ? Action.RETAIN : actionOfDelete(id)))
            .collect(Collectors.toList());
    Collections.reverse(steps);
    return WorkspacePlan.of(workspace, steps);
  }

  private Action action(String id) {
    if (brought(id)) {
      return Action.CHECK;
    }
    return switch (seen(id).state()) {
      case ABSENT, PENDING, DELETING -> Action.CREATE;
      case DRIFTED -> Action.UPDATE;
      case PRESENT, UNUSABLE -> Action.KEEP;
    };
  }

  private Action actionOfDelete(String id) {
    return brought(id) || seen(id).state() == ResourceState.UNUSABLE ? Action.CHECK : Action.DELETE;
  }

  private List<String> problem(String id, boolean replaced) {
    ResourceObservation observation = seen(id);
    List<String> problems = new ArrayList<>();
    if (observation.state() == ResourceState.UNUSABLE
        || brought(id) && observation.state() != ResourceState.PRESENT) {
      problems.add("%s (%s): %s".formatted(id, resource(id).description(), observation));
    }
    if (replaced && exists(id) && ownership(id) == Ownership.RETAINED) {
      problems.add(
          "%s (%s): expected to stay, as it is retained, but it would have to be made anew with what it depends on; move what is in it away and delete it yourself"
              .formatted(id, resource(id).description()));
    }
    return problems;
  }

  private PlannedStep step(String id, Action action) {
    PlannedStep.Builder step =
        PlannedStep.builder()
            .action(action)
            .target(id)
            .detail(resource(id).description())
            .differences(
                action.isChange() && action != Action.DELETE ? seen(id).differences() : List.of())
            .dependsOn(graph.ids().stream().filter(graph.dependencies(id)::contains).toList());
    resource(id).hourlyPrice().ifPresent(step::hourlyPrice);
    return step.build();
  }

  private boolean exists(String id) {
    return seen(id).state() != ResourceState.ABSENT;
  }

  private boolean brought(String id) {
    return ownership(id) == Ownership.BROUGHT;
  }

  private Ownership ownership(String id) {
    return resource(id).ownership();
  }

  private ResourceObservation seen(String id) {
    return seen.getOrDefault(id, ResourceObservation.absent());
  }

  private WorkspaceResource resource(String id) {
    WorkspaceResource resource = resources.get(id);
    if (resource == null) {
      throw new IllegalArgumentException(id);
    }
    return resource;
  }
}
