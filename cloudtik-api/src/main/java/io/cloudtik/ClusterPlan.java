/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.SpecStyle;
import java.util.List;
import org.immutables.value.Value;

/** What starting a cluster would do. Immutable; its text is for people. */
@Value.Immutable
@SpecStyle
public abstract class ClusterPlan {
  ClusterPlan() {}

  /** Returns a plan for a spec. */
  public static ClusterPlan of(ClusterSpec spec, List<PlannedStep> steps, List<String> notices) {
    return ImmutableClusterPlan.builder()
        .spec(spec)
        .addAllSteps(steps)
        .addAllNotices(notices)
        .build();
  }

  /** Returns the spec that is planned for. */
  public abstract ClusterSpec spec();

  /** Returns the steps, in the order in which they begin. */
  public abstract List<PlannedStep> steps();

  /**
   * Returns what the user should know although it works, such as declared memory beyond the
   * machine's.
   */
  public abstract List<String> notices();

  @Override
  public final String toString() {
    StringBuilder out = new StringBuilder("cluster " + spec().name() + ":");
    steps().forEach(step -> out.append("\n  ").append(step));
    notices().forEach(notice -> out.append("\n  note: ").append(notice));
    return out.toString();
  }
}
