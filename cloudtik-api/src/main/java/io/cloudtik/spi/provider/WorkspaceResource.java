/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.provider;

import java.util.Set;

/**
 * One shared thing of a workspace. It knows its name beforehand, so that each method can be
 * repeated after a crash. The engine orders and runs them.
 */
public interface WorkspaceResource {
  /** Returns the id, unique in the workspace, for example {@code store}. */
  String id();

  /** Returns what it is for people, for example {@code directory /home/ann/.cloudtik/...}. */
  String description();

  /** Returns the ids of resources that must exist before this one. */
  default Set<String> dependsOn() {
    return Set.of();
  }

  /** Returns what exists now; only reads. */
  ResourceState observe();

  /** Makes the resource, or mends it; one that is right already stays as it is. */
  void create();

  /** Deletes the resource with its content; an absent one is fine. */
  void delete();
}
