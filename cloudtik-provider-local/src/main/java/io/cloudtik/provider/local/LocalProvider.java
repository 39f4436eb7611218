/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.local;

import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.ObjectArea;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.spi.store.WorkspaceStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One workspace on this computer. Keeps nothing in memory. Thread-safe. */
final class LocalProvider implements CloudProvider {
  static final Duration CLOUD_LIKE_LAG = Duration.ofMillis(1500);
  private static final Runnable NOTHING = () -> {};

  private final WorkspaceLayout layout;
  private final WorkspaceRoot root;
  private final Machines machines;
  private final LocalShapes shapes;
  private final WorkspaceStorage storage;
  private final boolean cloudLike;

  LocalProvider(Local config, ProviderContext context) {
    this.layout = new WorkspaceLayout(config.home(), context.workspace());
    this.root = new WorkspaceRoot(layout);
    this.cloudLike = config.isCloudLike();
    this.machines =
        new Machines(
            layout, context.clock(), cloudLike, cloudLike ? CLOUD_LIKE_LAG : Duration.ZERO);
    this.shapes = new LocalShapes(Computer.here());
    this.storage =
        new Directories(
            new DirectoryStore(layout.store(), context.clock()),
            new DirectoryObjects(layout.control()),
            new DirectoryObjects(layout.data()));
  }

  @Override
  public List<WorkspaceResource> resources() {
    return List.of(
        root,
        new DirectoryResource(root, layout.store(), NOTHING),
        new DirectoryResource(root, layout.control(), NOTHING),
        new DirectoryResource(root, layout.data(), NOTHING),
        // Nobody could end processes whose directory is gone.
        new DirectoryResource(root, layout.nodes(), this::terminateAll),
        new DirectoryResource(root, layout.logs(), NOTHING));
  }

  @Override
  public WorkspaceStorage storage() {
    if (Files.exists(layout.root())) {
      root.requireUsable();
    }
    return storage;
  }

  @Override
  public boolean reachedBySsh() {
    return false;
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    return shapes.problems(spec);
  }

  @Override
  public List<String> notices(ClusterSpec spec) {
    return shapes.notices(spec);
  }

  @Override
  public NodeShape headShape(HeadSpec head) {
    return shapes.head(head);
  }

  @Override
  public NodeShape workerShape(WorkerGroupSpec group) {
    return shapes.worker(group);
  }

  @Override
  public void launch(LaunchRequest request) {
    root.requireUsable();
    try {
      machines.launch(request);
    } catch (IOException e) {
      throw LocalErrors.failed(
          "launch " + request.slots() + " of " + request.cluster(), layout.nodes(), e);
    }
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    try {
      return machines.observe(clusterUid);
    } catch (IOException e) {
      throw LocalErrors.failed("observe cluster " + clusterUid, layout.nodes(), e);
    }
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    root.requireMarked();
    try {
      machines.terminate(clusterUid, slots);
    } catch (IOException e) {
      throw LocalErrors.failed(
          "terminate " + slots + " of cluster " + clusterUid, layout.nodes(), e);
    }
  }

  @Override
  public List<String> inventory(String clusterUid) {
    try {
      return machines.inventory(clusterUid);
    } catch (IOException e) {
      throw LocalErrors.failed("look for what is left of cluster " + clusterUid, layout.nodes(), e);
    }
  }

  @Override
  public String logLocation(String clusterUid) {
    Path logs = layout.logs(clusterUid);
    return cloudLike ? "" : logs.toString();
  }

  private void terminateAll() {
    try {
      machines.terminateAll();
    } catch (IOException e) {
      throw LocalErrors.failed(
          "end the machines of workspace " + layout.workspace(), layout.nodes(), e);
    }
  }

  private record Directories(WorkspaceStore documents, ObjectArea control, ObjectArea data)
      implements WorkspaceStorage {}
}
