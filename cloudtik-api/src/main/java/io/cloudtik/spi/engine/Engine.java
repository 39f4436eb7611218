/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.spi.engine;

import io.cloudtik.Operation;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspaceOptions;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.spec.ProviderConfig;

/** Does what {@link Workspace}'s static methods promise. Thread-safe. */
public interface Engine {
  /** Makes or adopts a workspace. */
  Operation<Workspace> createWorkspace(
      String name, ProviderConfig provider, WorkspaceOptions options);

  /** Opens a workspace that exists. */
  Workspace openWorkspace(String name, ProviderConfig provider, WorkspaceOptions options);

  /** Returns what making a workspace would do. */
  WorkspacePlan planWorkspace(String name, ProviderConfig provider);

  /** Returns a plan as one line of JSON. */
  String toJson(WorkspacePlan plan);
}
