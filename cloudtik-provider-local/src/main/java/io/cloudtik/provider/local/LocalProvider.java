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
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.store.directory.DirectoryStorage;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** One workspace on this computer. Keeps nothing in memory. Thread-safe. */
final class LocalProvider implements CloudProvider {
  static final Duration CLOUD_LIKE_LAG = Duration.ofMillis(1500);

  private final WorkspaceLayout layout;
  private final Machines machines;
  private final LocalShapes shapes;
  private final DirectoryStorage storage;
  private final boolean cloudLike;

  LocalProvider(Local config, ProviderContext context) {
    this.layout = new WorkspaceLayout(config.home(), context.workspace());
    this.cloudLike = config.isCloudLike();
    this.machines =
        new Machines(
            layout, context.clock(), cloudLike, cloudLike ? CLOUD_LIKE_LAG : Duration.ZERO);
    this.shapes = new LocalShapes(Computer.here());
    this.storage = new DirectoryStorage(layout.place(), context.clock());
  }

  @Override
  public List<WorkspaceResource> resources() {
    return List.of(
        storage.root(),
        storage.directory(DirectoryStorage.STORE),
        storage.directory(DirectoryStorage.CONTROL),
        storage.directory(DirectoryStorage.DATA),
        // Nobody could end processes whose directory is gone.
        storage.directory(WorkspaceLayout.NODES, this::terminateAll),
        storage.directory(WorkspaceLayout.LOGS));
  }

  @Override
  public WorkspaceStorage storage() {
    return storage.ifUsable();
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
  public List<Offering> headOfferings(HeadSpec head) {
    return List.of(Offering.of(shapes.head(head)));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return List.of(Offering.of(shapes.worker(group)));
  }

  @Override
  public void launch(LaunchRequest request) {
    storage.requireUsable();
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
  public Duration listingLag() {
    return cloudLike ? CLOUD_LIKE_LAG : Duration.ZERO;
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    storage.requireMarked();
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
}
