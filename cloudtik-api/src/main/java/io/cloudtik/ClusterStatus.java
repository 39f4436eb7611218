/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import io.cloudtik.spec.SpecStyle;
import java.util.List;
import java.util.Map;
import org.immutables.value.Value;

/** What is known of a cluster at one moment. Immutable. */
@Value.Immutable
@SpecStyle
public abstract class ClusterStatus {
  ClusterStatus() {}

  /** Returns a builder; name, uid and state are required. */
  public static Builder builder() {
    return ImmutableClusterStatus.builder();
  }

  /** Returns the name. */
  public abstract String name();

  /** Returns the unique id of this life of the cluster. */
  public abstract String uid();

  /** Returns the state. */
  public abstract ClusterState state();

  /** Returns why it is in this state, for people. */
  @Value.Default
  public String reason() {
    return "";
  }

  /** Returns the head and the workers, by id; those that ended are left out. */
  public abstract List<Node> nodes();

  /** Returns how many workers each group should have now. */
  public abstract Map<String, Integer> wanted();

  /** Returns the workers that are ready. */
  public final long readyWorkers() {
    return nodes().stream()
        .filter(node -> !node.isHead() && node.state() == NodeState.READY)
        .count();
  }

  /** Builds a {@link ClusterStatus}. Not thread-safe. */
  public interface Builder {
    /** Sets the name. */
    Builder name(String name);

    /** Sets the unique id of this life of the cluster. */
    Builder uid(String uid);

    /** Sets the state. */
    Builder state(ClusterState state);

    /** Sets why it is in this state. */
    Builder reason(String reason);

    /** Adds a node. */
    Builder addNodes(Node node);

    /** Sets how many workers a group should have now. */
    Builder putWanted(String group, int workers);

    /** Returns the status. */
    ClusterStatus build();
  }
}
