/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.discovery.UnknownRuntime;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.pull.HeadIdentity;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.node.controller.ClusterController.Pass;
import io.cloudtik.node.controller.NodeActions.WorkerPush;
import io.cloudtik.node.process.JobRightsFile;
import io.cloudtik.node.process.KeeperWatch;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.StampedLines;
import io.cloudtik.node.setup.PortBook;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ProviderFactory;
import io.cloudtik.spi.runtime.ClusterRuntime;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The process of the cluster controller. */
public final class ControllerMain {
  private static final Logger logger = LoggerFactory.getLogger(ControllerMain.class);

  /** Below those of Redis. */
  private static final int JOIN_PORT = 6370;

  /** Machines fetch their files at the same time. */
  private static final int STORE_CALLS_AT_ONCE = 16;

  private static final int JOINS_AT_ONCE = 8;

  private ControllerMain() {}

  /** Runs until the cluster has ended; the only argument is the directory of the head. */
  public static void main(String[] arguments) throws IOException {
    StampedLines.onStandardError();
    if (arguments.length != 1) {
      throw new IllegalArgumentException("expected one argument, the directory of the head");
    }
    NodeLayout layout = new NodeLayout(Path.of(arguments[0]));
    ClusterParts parts = open(layout);
    FailureLog failures = new FailureLog(parts.cluster());
    String holder =
        "%s-%d-%s"
            .formatted(parts.config().nodeId(), ProcessHandle.current().pid(), UUID.randomUUID());
    Leadership leadership = new Leadership(parts, holder);
    KeeperWatch keeper = new KeeperWatch(layout, ProcessTable.ofThisMachine());
    everySecond("lease", () -> failures.guard("renew the lease", leadership::renew));
    JobRightsFile rights = new JobRightsFile(layout, parts.provider());
    everySecond(
        "rights",
        () -> failures.guard("renew the rights of jobs", () -> rights.renew(parts.time().now())));
    everySecond("keeper", () -> failures.guard("look after the keeper", keeper::look));
    Pushes pushes =
        new Pushes(
            Executors.newFixedThreadPool(Pushes.AT_ONCE, threads("push")),
            parts.provider().runsBootScripts() ? Integer.MAX_VALUE : Pushes.AT_ONCE);
    ClusterController controller =
        new ClusterController(
            parts,
            leadership,
            pushes,
            push(parts, layout, leadership, pushes, failures),
            new LoadProbe(runtimes(parts.spec()), load(), parts.time(), failures),
            failures);
    Runtime.getRuntime().addShutdownHook(new Thread(leadership::release, "cloudtik-release"));
    logger.info("cluster={} uid={} controller=started", parts.cluster(), parts.uid());
    if (new ControllerLoop(controller, failures).run() == Pass.SUPERSEDED) {
      logger.warn("cluster={} head=superseded, it ends itself", parts.cluster());
      LocalFiles.write(layout.run(NodeLayout.SUPERSEDED), "", false);
    }
    // The machine ends with this process, so there is nobody to say goodbye to.
    Runtime.getRuntime().halt(0);
  }

  private static WorkerPush push(
      ClusterParts parts,
      NodeLayout layout,
      Leadership leadership,
      Pushes pushes,
      FailureLog failures)
      throws IOException {
    WorkerParts worker = new WorkerParts(parts, layout, parts.offerings()::shape);
    if (!parts.provider().runsBootScripts()) {
      return new WorkerBootstrap(worker, leadership::require);
    }
    HeadIdentity identity = HeadIdentity.find(parts.records(), parts.uid()).orElseThrow();
    WorkerJoin desk =
        new WorkerJoin(
            worker,
            identity,
            Files.readString(layout.secret("redis-controller")),
            () -> leadership.held() ? leadership.generation() : 0,
            new EventLog(parts, failures)::notice,
            pushes::fail);
    NodeConfig config = parts.config();
    int port =
        new PortBook(layout.run("join-ports.json"), config.host(), config.sharedHost())
            .port("join", JOIN_PORT);
    JoinServer server =
        new JoinServer(
            new InetSocketAddress(config.host(), port),
            identity.server(),
            desk,
            Executors.newFixedThreadPool(JOINS_AT_ONCE, threads("join")));
    desk.at(server.port());
    return desk;
  }

  private static ClusterParts open(NodeLayout layout) throws IOException {
    NodeConfig config = read(layout.nodeConfig(), NodeConfig.class);
    ClusterSpec spec = read(layout.clusterSpec(), ClusterSpec.class);
    RedisEndpoints redis = read(layout.redisEndpoints(), RedisEndpoints.class);
    ProviderFactory factory = Discovery.provider(config.provider());
    AtomicReference<WorkspaceRecords> records = new AtomicReference<>();
    Time time = Time.system();
    EngineContext context =
        EngineContext.onHead(
            config.workspace(), time, () -> Objects.requireNonNull(records.get()), layout.root());
    CloudProvider provider = factory.open(factory.decode(config.providerOptions()), context);
    records.set(new WorkspaceRecords(provider.storage().documents()));
    return new ClusterParts(
        config,
        spec,
        context,
        provider,
        Objects.requireNonNull(records.get()),
        RedisClusterState.connect(redis, "controller", layout.secret("redis-controller")),
        redis,
        new Offerings(spec, provider, config.shape(), time),
        time,
        Executors.newFixedThreadPool(STORE_CALLS_AT_ONCE, threads("store")));
  }

  private static <T> T read(Path file, Class<T> type) throws IOException {
    return Json.read(Files.readString(file), type);
  }

  /**
   * Does what must not wait for a pass, which a slow provider can make long: the lease would be
   * lost; and a keeper that was killed together with its node controller has nobody else to start
   * it again.
   */
  private static void everySecond(String role, Runnable task) {
    ScheduledExecutorService rhythm = Executors.newSingleThreadScheduledExecutor(threads(role));
    rhythm.scheduleWithFixedDelay(task, 1, 1, TimeUnit.SECONDS);
  }

  private static List<ClusterRuntime> runtimes(ClusterSpec spec) {
    return spec.runtimes().stream()
        .filter(runtime -> !(runtime instanceof UnknownRuntime))
        .map(runtime -> Discovery.runtime(runtime.runtime()).create(runtime))
        .toList();
  }

  private static ExecutorService load() {
    return Executors.newSingleThreadExecutor(threads("load"));
  }

  private static ThreadFactory threads(String role) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread =
          new Thread(task, "cloudtik-controller-" + role + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }
}
