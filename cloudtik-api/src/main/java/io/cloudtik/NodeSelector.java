/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Says which nodes of a cluster are meant. Immutable. */
public final class NodeSelector {
  private static final NodeSelector HEAD = new NodeSelector("head", null);
  private static final NodeSelector ALL = new NodeSelector("all", null);
  private static final NodeSelector WORKERS = new NodeSelector("workers", null);

  private final String kind;
  private final @Nullable String id;

  private NodeSelector(String kind, @Nullable String id) {
    this.kind = kind;
    this.id = id;
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
    return new NodeSelector("node", Objects.requireNonNull(id, "id"));
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
        && Objects.equals(id, that.id);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, id);
  }

  @Override
  public String toString() {
    return id == null ? kind : kind + " " + id;
  }
}
