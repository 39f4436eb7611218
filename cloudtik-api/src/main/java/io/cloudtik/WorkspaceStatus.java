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
      String workspace,
      State state,
      List<ResourceStatus> resources,
      List<ClusterSummary> clusters) {
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

  /** Returns each resource as it is, those it depends on before it. */
  public abstract List<ResourceStatus> resources();

  /** Returns the resources that are not there as they should be. */
  public final List<ResourceStatus> drift() {
    return resources().stream().filter(resource -> !resource.isRight()).toList();
  }

  /** Returns the clusters that are not terminated, by name. */
  public abstract List<ClusterSummary> clusters();

  /** How much of a workspace exists. */
  public enum State {
    /** Nothing that the library made. */
    ABSENT,
    /** Nothing but what a delete has left, such as the bucket; creating it again adopts that. */
    RETAINED,
    /** A part, or something is not as it should be; {@link Workspace#apply} mends it. */
    INCOMPLETE,
    /** All of it. */
    COMPLETE
  }
}
