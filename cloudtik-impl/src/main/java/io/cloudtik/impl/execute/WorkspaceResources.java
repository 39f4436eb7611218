/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import io.cloudtik.WorkspacePlan;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.Step;
import io.cloudtik.impl.plan.ResourceOrder;
import io.cloudtik.impl.plan.WorkspacePlanner;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Observes, makes and deletes the resources of a workspace along their graph, waves in parallel.
 */
public final class WorkspaceResources {
  private static final int PARALLEL = 8;

  private final String workspace;
  private final Map<String, WorkspaceResource> resources = new LinkedHashMap<>();
  private final List<List<String>> waves;

  public WorkspaceResources(String workspace, List<WorkspaceResource> resources) {
    this.workspace = workspace;
    Map<String, Set<String>> dependencies = new LinkedHashMap<>();
    for (WorkspaceResource resource : resources) {
      this.resources.put(resource.id(), resource);
      dependencies.put(resource.id(), resource.dependsOn());
    }
    this.waves = ResourceOrder.waves(dependencies);
  }

  /** Returns what exists now, by id. */
  public Map<String, ResourceState> observe() {
    Map<String, ResourceState> states = new LinkedHashMap<>();
    for (List<String> wave : waves) {
      for (String id : wave) {
        states.put(id, resource(id).observe());
      }
    }
    return states;
  }

  /** Returns what making the workspace would do now. */
  public WorkspacePlan plan() {
    Map<String, String> descriptions = new LinkedHashMap<>();
    resources.forEach((id, resource) -> descriptions.put(id, resource.description()));
    return WorkspacePlanner.plan(workspace, waves, observe(), descriptions);
  }

  /** Makes what is missing and mends what is not right. What was made before a failure stays. */
  public void create(Progress progress) {
    WorkspacePlan plan = plan();
    progress.started(Step.CREATE_WORKSPACE, plan.isEmpty() ? "everything is there" : "making it");
    for (List<String> wave : waves) {
      progress.checkCancelled();
      inParallel(wave, id -> resource(id).create());
      progress.progressed(Step.CREATE_WORKSPACE, String.join(", ", wave), 0, 0);
    }
    List<String> missing =
        observe().entrySet().stream()
            .filter(entry -> entry.getValue() != ResourceState.PRESENT)
            .map(Map.Entry::getKey)
            .toList();
    if (!missing.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.PROVIDER_FAILED,
          "workspace %s: %s are not there although they were made; create it again to mend it"
              .formatted(workspace, missing));
    }
    progress.finished(Step.CREATE_WORKSPACE, "ready");
  }

  /** Deletes everything, dependents first. */
  public void delete() {
    for (List<String> wave : ResourceOrder.reversed(waves)) {
      inParallel(wave, id -> resource(id).delete());
    }
    List<String> left =
        observe().entrySet().stream()
            .filter(entry -> entry.getValue() != ResourceState.ABSENT)
            .map(entry -> resource(entry.getKey()).description())
            .toList();
    if (!left.isEmpty()) {
      throw new CloudTikException(
          ErrorCode.PROVIDER_FAILED,
          "workspace %s: still there after the delete: %s; delete it again"
              .formatted(workspace, left));
    }
  }

  private WorkspaceResource resource(String id) {
    WorkspaceResource resource = resources.get(id);
    if (resource == null) {
      throw new IllegalArgumentException(id);
    }
    return resource;
  }

  private void inParallel(List<String> ids, Consumer<String> action) {
    ExecutorService executor =
        Executors.newFixedThreadPool(
            Math.min(PARALLEL, ids.size()), Threads.named(workspace + "-resources"));
    try {
      CompletableFuture<?>[] all =
          ids.stream()
              .map(id -> CompletableFuture.runAsync(() -> action.accept(id), executor))
              .toArray(CompletableFuture[]::new);
      CompletableFuture.allOf(all).join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof CloudTikException known) {
        throw known;
      }
      throw e;
    } finally {
      executor.shutdown();
    }
  }
}
