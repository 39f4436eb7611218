/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.event;

import io.cloudtik.NodeState;
import io.cloudtik.spec.SpecStyle;
import java.time.Instant;
import org.immutables.value.Value;

/** A node moved from one state to another. Immutable. */
@Value.Immutable
@SpecStyle
public abstract non-sealed class NodeEvent implements Event {
  NodeEvent() {}

  /** Returns a builder; all attributes are required. */
  public static Builder builder() {
    return ImmutableNodeEvent.builder();
  }

  /** Returns the id of the node. */
  public abstract String node();

  /** Returns the state before. */
  public abstract NodeState from();

  /** Returns the state after. */
  public abstract NodeState to();

  /** Builds a {@link NodeEvent}. Not thread-safe. */
  public interface Builder {
    /** Sets when it happened. */
    Builder at(Instant at);

    /** Sets the name of the cluster. */
    Builder subject(String subject);

    /** Sets the line for people, with the reason. */
    Builder message(String message);

    /** Sets the id of the node. */
    Builder node(String node);

    /** Sets the state before. */
    Builder from(NodeState from);

    /** Sets the state after. */
    Builder to(NodeState to);

    /** Returns the event. */
    NodeEvent build();
  }
}
