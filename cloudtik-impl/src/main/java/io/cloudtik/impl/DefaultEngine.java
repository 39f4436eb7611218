/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl;

import io.cloudtik.Operation;
import io.cloudtik.PlannedStep;
import io.cloudtik.Workspace;
import io.cloudtik.WorkspaceOptions;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.execute.RunningOperation;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.world.Worlds;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.engine.Engine;
import java.math.BigDecimal;
import java.util.List;

/** The engine that {@link java.util.ServiceLoader} finds. */
public final class DefaultEngine implements Engine {
  /** Makes the engine; called by {@link java.util.ServiceLoader}. */
  public DefaultEngine() {}

  @Override
  public Operation<Workspace> createWorkspace(
      String name, ProviderConfig provider, WorkspaceOptions options) {
    WorkspaceContext context = context(name, provider, options);
    EventHub hub = context.hub(name);
    return RunningOperation.start(
        "create-" + name,
        "the creation of workspace " + name,
        name,
        context.time(),
        hub,
        context.executor(),
        () -> {},
        progress -> {
          try {
            WorkspaceHandle handle = new WorkspaceHandle(context);
            handle.make(progress);
            return handle;
          } catch (RuntimeException e) {
            context.close();
            throw e;
          } finally {
            hub.close();
          }
        });
  }

  @Override
  public Workspace openWorkspace(String name, ProviderConfig provider, WorkspaceOptions options) {
    WorkspaceContext context = context(name, provider, options);
    try {
      if (WorkspaceGraph.exists(context.graph().status())) {
        return new WorkspaceHandle(context);
      }
    } catch (RuntimeException e) {
      context.close();
      throw e;
    }
    context.close();
    throw new CloudTikException(
        ErrorCode.WORKSPACE_NOT_FOUND,
        "no workspace '%s' at %s; make it with Workspace.create".formatted(name, provider));
  }

  @Override
  public WorkspacePlan planWorkspace(String name, ProviderConfig provider) {
    try (WorkspaceContext context = context(name, provider, WorkspaceOptions.builder().build())) {
      return context.graph().plan();
    }
  }

  @Override
  public String toJson(WorkspacePlan plan) {
    return Json.write(
        new PlanJson(plan.workspace(), plan.hourlyPrice(), plan.steps(), plan.problems()));
  }

  private record PlanJson(
      String workspace, BigDecimal hourlyPrice, List<PlannedStep> steps, List<String> problems) {}

  private WorkspaceContext context(String name, ProviderConfig provider, WorkspaceOptions options) {
    Names.requireName("workspace.name", name);
    return new WorkspaceContext(name, provider, Worlds.of(provider), options);
  }
}
