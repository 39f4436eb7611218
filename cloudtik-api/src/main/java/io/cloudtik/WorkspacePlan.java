/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import io.cloudtik.spi.engine.Engines;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.immutables.value.Value;

/**
 * What would be done with a workspace, in an order that works. Immutable; its text is for people.
 */
@Value.Immutable
@SpecStyle
public abstract class WorkspacePlan {
  WorkspacePlan() {}

  /** Returns a plan for a workspace of that name. */
  public static WorkspacePlan of(String workspace, List<PlannedStep> steps) {
    return of(workspace, steps, List.of());
  }

  /** Returns a plan for a workspace of that name that cannot be carried out as things are. */
  public static WorkspacePlan of(String workspace, List<PlannedStep> steps, List<String> problems) {
    return ImmutableWorkspacePlan.builder()
        .workspace(workspace)
        .addAllSteps(steps)
        .addAllProblems(problems)
        .build();
  }

  /** Returns the name of the workspace. */
  public abstract String workspace();

  /** Returns a step for each resource, kept ones included. */
  public abstract List<PlannedStep> steps();

  /** Returns what is in the way; while there is something, nothing is done. */
  public abstract List<String> problems();

  /** Says whether there is nothing to do. */
  public final boolean isEmpty() {
    return steps().stream().noneMatch(step -> step.action().isChange());
  }

  /**
   * Returns what the workspace itself costs in an hour when the plan is carried out, in US dollars:
   * the sum of the prices that are known. Clusters come on top.
   */
  public final BigDecimal hourlyPrice() {
    return steps().stream()
        .filter(step -> step.action() != PlannedStep.Action.DELETE)
        .flatMap(step -> step.hourlyPrice().stream())
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns the plan as one line of JSON. */
  public final String toJson() {
    return Engines.load().toJson(this);
  }

  /**
   * Returns the graph as a text: each resource below the last of those that it depends on, and what
   * else it depends on behind it.
   */
  public final String drawing() {
    return new Drawing(steps()).text("workspace " + workspace());
  }

  @Override
  public final String toString() {
    StringBuilder out = new StringBuilder("workspace " + workspace() + ":");
    steps().forEach(step -> out.append("\n  ").append(step));
    if (hourlyPrice().signum() > 0) {
      out.append("\n  cost: $").append(hourlyPrice().toPlainString()).append(" an hour");
    }
    problems().forEach(problem -> out.append("\n  in the way: ").append(problem));
    return out.toString();
  }

  /** A graph as a tree with notes. */
  private static final class Drawing {
    private final List<PlannedStep> steps;
    private final StringBuilder out = new StringBuilder();

    Drawing(List<PlannedStep> steps) {
      this.steps = steps;
    }

    String text(String root) {
      out.append(root);
      below("", "");
      return out.toString();
    }

    private void below(String parent, String indent) {
      List<PlannedStep> children =
          steps.stream().filter(step -> parent(step).equals(parent)).toList();
      for (PlannedStep child : children) {
        boolean last = child.equals(children.get(children.size() - 1));
        out.append('\n').append(indent).append(last ? "└─ " : "├─ ").append(child.target());
        List<String> others = new ArrayList<>(child.dependsOn());
        others.remove(parent);
        others.removeAll(above(parent));
        if (!others.isEmpty()) {
          out.append(" (and ").append(String.join(", ", others)).append(')');
        }
        below(child.target(), indent + (last ? "   " : "│  "));
      }
    }

    /** The last in the order of the plan: what it depends on is mostly above it already. */
    private String parent(PlannedStep step) {
      return steps.stream()
          .map(PlannedStep::target)
          .filter(step.dependsOn()::contains)
          .reduce("", (first, second) -> second);
    }

    private Set<String> above(String target) {
      Set<String> above = new HashSet<>();
      steps.stream()
          .filter(step -> step.target().equals(target))
          .flatMap(step -> step.dependsOn().stream())
          .forEach(
              each -> {
                above.add(each);
                above.addAll(above(each));
              });
      return above;
    }
  }
}
