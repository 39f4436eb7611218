/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import org.immutables.value.Value;

/** What exists of a workspace at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class WorkspaceStatus {
  WorkspaceStatus() {}

  /** Returns a status. */
  public static WorkspaceStatus of(
      String workspace, State state, List<String> resources, List<ClusterSummary> clusters) {
    return ImmutableWorkspaceStatus.builder()
        .workspace(workspace)
        .state(state)
        .addAllResources(resources)
        .addAllClusters(clusters)
        .build();
  }

  /** Returns the name. */
  public abstract String workspace();

  /** Returns how much of it exists. */
  public abstract State state();

  /** Returns each resource with its state, for people. */
  public abstract List<String> resources();

  /** Returns the clusters that are not terminated, by name. */
  public abstract List<ClusterSummary> clusters();

  /** How much of a workspace exists. */
  public enum State {
    /** Nothing. */
    ABSENT,
    /** A part, or something is not as it should be; creating it again mends it. */
    INCOMPLETE,
    /** All of it. */
    COMPLETE
  }
}
