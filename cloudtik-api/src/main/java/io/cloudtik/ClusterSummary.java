/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** A cluster in a list, as the workspace store knows it. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ClusterSummary {
  ClusterSummary() {}

  /** Returns a summary. */
  public static ClusterSummary of(String name, String uid, ClusterState state, Instant created) {
    return ImmutableClusterSummary.builder()
        .name(name)
        .uid(uid)
        .state(state)
        .created(created)
        .build();
  }

  /** Returns the name. */
  public abstract String name();

  /** Returns the unique id of this life of the cluster. */
  public abstract String uid();

  /** Returns the state that was recorded last. */
  public abstract ClusterState state();

  /** Returns when it was first asked for. */
  public abstract Instant created();
}
