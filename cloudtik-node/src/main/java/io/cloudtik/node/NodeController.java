/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import static java.util.concurrent.TimeUnit.MILLISECONDS;

import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import io.cloudtik.impl.state.ServiceReports;
import io.cloudtik.node.heartbeat.DiskSpace;
import io.cloudtik.node.heartbeat.EventOutbox;
import io.cloudtik.node.heartbeat.HeartbeatSender;
import io.cloudtik.node.heartbeat.LossAdvice;
import io.cloudtik.node.heartbeat.NodeHealth;
import io.cloudtik.node.job.CommandReader;
import io.cloudtik.node.job.NodeJobs;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.link.HeadSearch;
import io.cloudtik.node.process.JavaCommand;
import io.cloudtik.node.process.JobIdentity;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.KeeperWatch;
import io.cloudtik.node.process.MetadataGuard;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.Signals;
import io.cloudtik.node.process.SteadyClock;
import io.cloudtik.node.supervisor.OutputRotation;
import io.cloudtik.node.supervisor.SetupRun;
import io.cloudtik.node.supervisor.Supervisor;
import java.nio.file.Files;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The node controller: services, set-up, heartbeat, commands and jobs of one node, each looked at
 * in its own rhythm. Closing it leaves everything that it started alone.
 */
final class NodeController implements AutoCloseable, NodeHealth {
  private static final Logger logger = LoggerFactory.getLogger(NodeController.class);
  private static final Duration LOOK = Duration.ofMillis(200);
  private static final Duration HEARTBEAT = Duration.ofSeconds(1);
  private static final Duration REPORT = Duration.ofMillis(100);
  private static final Duration COMMAND_WAIT = Duration.ofSeconds(2);
  private static final int BROKEN = 70;
  private static final Duration LOG_CHECK = Duration.ofMinutes(1);
  private static final Duration KEEPER_CHECK = Duration.ofSeconds(1);
  private static final Duration SEARCH = Duration.ofSeconds(2);

  private final ScheduledExecutorService rhythm =
      Executors.newScheduledThreadPool(4, named("cloudtik-node"));
  private final ExecutorService checks = Executors.newFixedThreadPool(2, named("cloudtik-check"));
  private final NodeLayout layout;
  private final ClusterLink link;
  private final Supervisor supervisor;
  private final DiskSpace disk;
  private final LossAdvice advice;
  private final SetupRun setup;
  private final NodeJobs jobs;
  private final CommandReader commands;
  private final HeartbeatSender heartbeat;
  private final KeeperWatch keeper;
  private volatile SetupStatus told = SetupStatus.waiting();
  private @Nullable ServiceReports written;

  /** Closes the link when it is closed. */
  NodeController(NodeLayout layout, NodeConfig config, ClusterLink link) {
    Clock clock = new SteadyClock(Clock.systemUTC());
    ProcessTable processes = ProcessTable.ofThisMachine();
    String root = layout.root().toString();
    this.layout = layout;
    this.link = link;
    EventOutbox events = new EventOutbox(config.cluster(), config.nodeId());
    SetupRun once =
        new SetupRun(
            layout,
            config.environment(),
            JavaCommand.of(layout, 256, "io.cloudtik.node.setup.SetupMain", root),
            processes);
    // Services of workers know where those of the head are; another head is somewhere else.
    setup = config.head() ? once : once.againAfterChangesOf(layout.published());
    Consumer<String> notices =
        notice -> {
          logger.warn(notice);
          events.notice(clock.instant(), notice);
        };
    String name = config.environment().getOrDefault(JobIdentity.VARIABLE, JobIdentity.DEFAULT_NAME);
    JobUser user = JobUser.of(layout, name);
    if (!user.obstacle().isEmpty()) {
      notices.accept(
          "programs of jobs on %s run as root and can read all that this node can: %s"
              .formatted(config.nodeId(), user.obstacle()));
    }
    String open = MetadataGuard.close(layout, user);
    if (!open.isEmpty()) {
      notices.accept(
          "jobs on %s can act with the rights of its machine: %s".formatted(config.nodeId(), open));
    }
    advice = new LossAdvice(config.environment().getOrDefault(LossAdvice.VARIABLE, ""));
    disk = new DiskSpace(config.nodeId(), layout.root(), notices);
    supervisor =
        new Supervisor(
            layout,
            config.environment(),
            processes,
            checks,
            () -> rhythm.execute(safe(this::lookAfterServices)),
            clock,
            user,
            events::add);
    jobs =
        new NodeJobs(
            layout,
            config,
            id -> JavaCommand.of(layout, 128, "io.cloudtik.node.job.JobPrepareMain", root, id),
            processes,
            link,
            clock,
            user,
            notices);
    commands = new CommandReader(config.nodeId(), jobs, link, clock);
    heartbeat = new HeartbeatSender(layout, config, this, link, events, clock);
    keeper = new KeeperWatch(layout, processes);
  }

  void start() {
    every(LOOK, this::lookAfterServices);
    every(LOOK, jobs::tick);
    every(HEARTBEAT, heartbeat::send);
    every(REPORT, jobs::report);
    every(LOOK, () -> commands.poll(COMMAND_WAIT));
    every(KEEPER_CHECK, keeper::look);
    every(SEARCH, new HeadSearch(layout, link)::look);
    every(LossAdvice.PAUSE, advice::look);
    every(LOG_CHECK, () -> OutputRotation.rotate(layout.logs().resolve("node.log")));
  }

  /**
   * Who hears that the set-up is done must see the services that it described; so that is told only
   * after another look at them.
   */
  private synchronized void lookAfterServices() {
    boolean wasSettingUp = told.state().equals(SetupStatus.RUNNING);
    setup.tick();
    SetupStatus before = setup.status();
    supervisor.tick();
    told = before;
    boolean ended = wasSettingUp && !told.state().equals(SetupStatus.RUNNING);
    ServiceReports reports = new ServiceReports(supervisor.reports());
    boolean changed = !reports.equals(written);
    if (changed) {
      LocalFiles.write(layout.servicesStatus(), Json.write(reports), false);
      written = reports;
    }
    if (ended || changed) {
      // Somebody waits for this: it is told at once, not with the next heartbeat that is due.
      rhythm.execute(safe(heartbeat::send));
    }
    if (Files.exists(layout.run(NodeLayout.SUPERSEDED))) {
      retreat();
    }
  }

  /** Another head is in charge: this one ends with everything on it, and its keeper follows. */
  private void retreat() {
    logger.warn("directory={} superseded, everything on it ends", layout.root());
    LocalFiles.write(layout.run("stop"), "", false);
    sessions().forEach(Signals::killGroup);
    Runtime.getRuntime().halt(0);
  }

  private void every(Duration pause, Runnable task) {
    // The future says nothing: it is never done, and what the task throws is logged.
    var unused = rhythm.scheduleWithFixedDelay(safe(task), 0, pause.toMillis(), MILLISECONDS);
  }

  /**
   * A task that throws would never be run again. After an error, such as too little memory, nothing
   * here can be trusted: the keeper starts another node controller, which takes over what runs.
   */
  private static Runnable safe(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException e) {
        logger.error("a task of the node controller failed; it goes on", e);
      } catch (Error e) {
        logger.error("a task of the node controller failed; it is started again", e);
        Runtime.getRuntime().halt(BROKEN);
      }
    };
  }

  private static ThreadFactory named(String prefix) {
    AtomicInteger number = new AtomicInteger();
    return task -> {
      Thread thread = new Thread(task, prefix + "-" + number.incrementAndGet());
      thread.setDaemon(true);
      return thread;
    };
  }

  @Override
  public SetupStatus setup() {
    return setup.outdated() ? SetupStatus.waiting() : told;
  }

  @Override
  public Map<String, ServiceReport> services() {
    Map<String, ServiceReport> services = new TreeMap<>(supervisor.reports());
    disk.look().ifPresent(full -> services.put(DiskSpace.NAME, full));
    advice.report().ifPresent(told -> services.put(LossAdvice.NAME, told));
    return services;
  }

  @Override
  public List<String> jobs() {
    return jobs.running();
  }

  @Override
  public Set<Long> sessions() {
    Set<Long> all = new HashSet<>(supervisor.sessions());
    all.addAll(setup.sessions());
    all.addAll(jobs.sessions());
    return all;
  }

  @Override
  public void close() {
    rhythm.shutdownNow();
    checks.shutdownNow();
    link.close();
  }
}
