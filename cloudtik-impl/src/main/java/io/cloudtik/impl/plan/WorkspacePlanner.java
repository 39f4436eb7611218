/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.plan;

import io.cloudtik.PlannedStep;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.spi.provider.ResourceState;
import java.util.List;
import java.util.Map;

/** Plans a workspace: the difference between its resources as they should be and as they are. */
public final class WorkspacePlanner {
  private WorkspacePlanner() {}

  /**
   * Returns a step for each resource.
   *
   * @param waves the ids in order
   * @param states what was observed, by id
   * @param descriptions for people, by id
   */
  public static WorkspacePlan plan(
      String workspace,
      List<List<String>> waves,
      Map<String, ResourceState> states,
      Map<String, String> descriptions) {
    List<PlannedStep> steps =
        waves.stream()
            .flatMap(List::stream)
            .map(id -> step(id, states, descriptions.getOrDefault(id, "")))
            .toList();
    return WorkspacePlan.of(workspace, steps);
  }

  private static PlannedStep step(
      String id, Map<String, ResourceState> states, String description) {
    PlannedStep.Action action =
        switch (states.getOrDefault(id, ResourceState.ABSENT)) {
          case ABSENT -> PlannedStep.Action.CREATE;
          case DRIFTED -> PlannedStep.Action.REPAIR;
          case PRESENT -> PlannedStep.Action.KEEP;
        };
    return PlannedStep.of(action, id, description);
  }
}
