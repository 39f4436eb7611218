/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says which nodes of a cluster are meant. Immutable. */
public final class NodeSelector {
  private static final NodeSelector HEAD = new NodeSelector("head", null, false);
  private static final NodeSelector ALL = new NodeSelector("all", null, false);
  private static final NodeSelector WORKERS = new NodeSelector("workers", null, false);

  private final String kind;
  private final @Nullable String id;
  private final boolean machines;

  private NodeSelector(String kind, @Nullable String id, boolean machines) {
    this.kind = kind;
    this.id = id;
    this.machines = machines;
  }

  /** Means the head. */
  public static NodeSelector head() {
    return HEAD;
  }

  /** Means every node that is ready. */
  public static NodeSelector all() {
    return ALL;
  }

  /** Means every worker that is ready. */
  public static NodeSelector workers() {
    return WORKERS;
  }

  /** Means the node of that id. */
  public static NodeSelector node(String id) {
    return new NodeSelector("node", Objects.requireNonNull(id, "id"), false);
  }

  /**
   * Means the machines of these nodes instead of the containers that they are on them; the same
   * where nodes are no containers.
   */
  public NodeSelector onHost() {
    return new NodeSelector(kind, id, true);
  }

  /** Says whether machines are meant, not the containers on them. */
  public boolean isOnHost() {
    return machines;
  }

  /** Says whether a node is meant. */
  public boolean matches(Node node) {
    return switch (kind) {
      case "head" -> node.isHead();
      case "all" -> true;
      case "workers" -> !node.isHead();
      default -> node.id().equals(id);
    };
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof NodeSelector that
        && kind.equals(that.kind)
        && machines == that.machines
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, id, machines);
  }

  @Override
  public String toString() {
    return (id == null ? kind : kind + " " + id) + (machines ? " on the host" : "");
  }
}
