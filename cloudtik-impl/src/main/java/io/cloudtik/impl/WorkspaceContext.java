/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl;

import io.cloudtik.ClusterState;
import io.cloudtik.WorkspaceOptions;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.event.EventListener;
import io.cloudtik.impl.cluster.MachineNodes;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.execute.EventHub;
import io.cloudtik.impl.execute.PatientProvider;
import io.cloudtik.impl.execute.Retry;
import io.cloudtik.impl.execute.Threads;
import io.cloudtik.impl.execute.WorkspaceGraph;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.ClusterRecords;
import io.cloudtik.impl.record.ClusterSight;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.world.Nodes;
import io.cloudtik.impl.world.World;
import io.cloudtik.spec.Names;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.store.WorkspaceStorage;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;

/** One opened workspace: what all its handles share. Thread-safe. */
public final class WorkspaceContext implements AutoCloseable {
  /** How long a call is repeated that the provider throttles or does not answer. */
  private static final Duration PATIENCE = Duration.ofMinutes(5);

  private final String name;
  private final ProviderConfig config;
  private final ProviderFactory factory;
  private final EngineContext context;
  private final CloudProvider provider;
  private final World world;
  private final Time time;
  private final List<EventListener> listeners;
  private final Executor executor;
  private final ExecutorService pool;
  private final Executor workers;
  private final Nodes nodes;

  WorkspaceContext(String name, ProviderConfig config, World world, WorkspaceOptions options) {
    this(name, config, Discovery.provider(config.provider()), world, options);
  }

  /**
   * Opens a workspace.
   *
   * @param factory of the provider that the config is of
   */
  public WorkspaceContext(
      String name,
      ProviderConfig config,
      ProviderFactory factory,
      World world,
      WorkspaceOptions options) {
    this.name = name;
    this.config = config;
    this.factory = factory;
    this.world = world;
    this.time = world.time();
    this.listeners = options.listeners();
    this.pool = world.together(name);
    this.workers = Threads.withLoaderOfCaller(pool);
    this.executor = options.executor().map(Threads::withLoaderOfCaller).orElse(workers);
    this.context =
        EngineContext.onClient(name, time, this::records, options.callLog().orElse(null));
    this.provider = new PatientProvider(factory.open(config, context), new Retry(time, PATIENCE));
    this.nodes = world.nodes().orElseGet(() -> new MachineNodes(this));
  }

  public String name() {
    return name;
  }

  public ProviderConfig config() {
    return config;
  }

  /** Returns the provider's config as a plain map. */
  public Map<String, String> providerOptions() {
    return factory.encode(config);
  }

  /** Returns the names of the bundles that a head needs for the provider. */
  public List<String> providerBundles() {
    return factory.bundles(config);
  }

  public CloudProvider provider() {
    return provider;
  }

  /** Returns who logs in to machines. */
  public EngineContext machines() {
    return context;
  }

  public WorkspaceStorage storage() {
    return provider.storage();
  }

  public WorkspaceRecords records() {
    return new WorkspaceRecords(storage().documents());
  }

  public Clock clock() {
    return time.clock();
  }

  public Time time() {
    return time;
  }

  /** Returns an id that nothing else has. */
  public UUID freshId() {
    return world.freshId();
  }

  /** Returns what stands behind the machines of clusters. */
  public Nodes nodes() {
    return nodes;
  }

  /** Returns a hub for events of something, that tells the listeners of the workspace. */
  public EventHub hub(String subject) {
    return hub(subject, listeners);
  }

  /** Returns a hub for events of something, that tells those listeners. */
  public EventHub hub(String subject, List<EventListener> listeners) {
    return new EventHub(world.inTurn(subject + "-events"), listeners);
  }

  /** Returns who runs operations. */
  public Executor executor() {
    return executor;
  }

  /** Returns the resources of the workspace; what is done with them takes threads of our own. */
  public WorkspaceGraph graph() {
    return new WorkspaceGraph(name, provider, workers, time);
  }

  /** Returns the record of a cluster, also of one that is terminated, or fails if it is damaged. */
  public ClusterRecord cluster(String cluster) {
    return sight(cluster).require();
  }

  /** Returns what is known of a cluster, also if its record is damaged or of another version. */
  public ClusterSight sight(String cluster) {
    return clusterRecords()
        .find(Names.requireName("cluster.name", cluster))
        .orElseThrow(
            () ->
                new CloudTikException(
                    ErrorCode.CLUSTER_NOT_FOUND,
                    "no cluster '%s' in workspace %s; there are %s"
                        .formatted(
                            cluster,
                            name,
                            clusterRecords().all().stream()
                                .map(ClusterSight::record)
                                .filter(record -> record.state() != ClusterState.TERMINATED)
                                .map(ClusterRecord::name)
                                .toList())));
  }

  /** Returns the records of all clusters, terminated ones included. */
  public ClusterRecords clusterRecords() {
    return new ClusterRecords(records());
  }

  @Override
  public void close() {
    pool.shutdown();
    provider.close();
  }
}
