/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import org.immutables.value.Value;

/**
 * What creating a workspace would do, in an order that works. Immutable; its text is for people.
 */
@Value.Immutable
@SpecStyle
public abstract class WorkspacePlan {
  WorkspacePlan() {}

  /** Returns a plan for a workspace of that name. */
  public static WorkspacePlan of(String workspace, List<PlannedStep> steps) {
    return ImmutableWorkspacePlan.builder().workspace(workspace).addAllSteps(steps).build();
  }

  /** Returns the name of the workspace. */
  public abstract String workspace();

  /** Returns a step for each resource, kept ones included. */
  public abstract List<PlannedStep> steps();

  /** Says whether there is nothing to do. */
  public final boolean isEmpty() {
    return steps().stream().allMatch(step -> step.action() == PlannedStep.Action.KEEP);
  }

  @Override
  public final String toString() {
    StringBuilder out = new StringBuilder("workspace " + workspace() + ":");
    steps().forEach(step -> out.append("\n  ").append(step));
    return out.toString();
  }
}
