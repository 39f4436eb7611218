/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.link.ClusterLink;
import io.cloudtik.node.process.JobIdentity;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.ProcessTable;
import io.cloudtik.node.process.RunDirectory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The jobs of a node whose end the cluster does not know yet. A job is run once, however often it
 * is asked for. {@link #tick} belongs to one thread, {@link #report} to another; everything else
 * may be called by any.
 */
public final class NodeJobs {
  private static final Logger logger = LoggerFactory.getLogger(NodeJobs.class);

  private final NodeLayout layout;
  private final NodeConfig config;
  private final Function<String, List<String>> preparation;
  private final ProcessTable processes;
  private final ClusterLink link;
  private final Clock clock;
  private final JobUser user;
  private final Consumer<String> notices;
  private final AtomicBoolean rootTold = new AtomicBoolean();
  private final Map<String, JobReport> live = new ConcurrentHashMap<>();

  /**
   * Takes over the jobs that an earlier node controller left.
   *
   * @param preparation gives the command that prepares the job of an id
   * @param user who programs run as, if they can
   * @param notices is told what people should know
   */
  public NodeJobs(
      NodeLayout layout,
      NodeConfig config,
      Function<String, List<String>> preparation,
      ProcessTable processes,
      ClusterLink link,
      Clock clock,
      JobUser user,
      Consumer<String> notices) {
    this.layout = layout;
    this.config = config;
    this.preparation = preparation;
    this.processes = processes;
    this.link = link;
    this.clock = clock;
    this.user = user;
    this.notices = notices;
    for (String id : known()) {
      if (!Files.exists(JobFolder.of(layout, id).reported())) {
        logger.info("job={} taken over", id);
        open(id);
      }
    }
  }

  private List<String> known() {
    if (!Files.isDirectory(layout.jobs())) {
      return List.of();
    }
    try (Stream<Path> entries = Files.list(layout.jobs())) {
      return entries.map(entry -> entry.getFileName().toString()).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Runs a job unless it was run already, in which case only its end is told once more. */
  void accept(JobOrder order) {
    JobFolder folder = JobFolder.of(layout, order.job());
    if (!Files.exists(folder.order())) {
      LocalFiles.write(folder.order(), Json.write(order), true);
      logger.info(
          "job={} kind={} name={} accepted", order.job(), order.spec().kind(), order.spec().name());
    }
    JobReport known = live.get(order.job());
    if (known != null) {
      // Who asks again does not know of it: a new head, to which all is told from the beginning.
      known.tellAnew();
    }
    open(order.job());
  }

  private void open(String id) {
    JobFolder folder = JobFolder.of(layout, id);
    live.computeIfAbsent(
        id,
        i -> {
          try {
            JobOrder order =
                Json.read(LocalFiles.read(folder.order()).orElseThrow(), JobOrder.class);
            return new JobReport(job(order, folder), config.nodeId());
          } catch (CloudTikException | java.util.NoSuchElementException e) {
            logger.warn("job={} cannot be taken over: {}", id, e.getMessage());
            return null;
          }
        });
  }

  private NodeJob job(JobOrder order, JobFolder folder) {
    return new NodeJob(
        order,
        folder,
        config,
        preparation.apply(order.job()),
        new RunDirectory(folder.preparation(), layout.run("shim.sh"), processes),
        new RunDirectory(folder.root(), layout.run("shim.sh"), processes),
        new JobStrays(processes, folder),
        user,
        this::tellOfRoot);
  }

  /** Once is enough: the next job is told of as little as this one was. */
  private void tellOfRoot(String job) {
    if (rootTold.compareAndSet(false, true)) {
      notices.accept(
          ("%s on %s runs as root and can read all that this node can, because its runtime needs a"
                  + " user with a name; before a cluster starts, make one on its machines:"
                  + " useradd --system --user-group --no-create-home --shell /usr/sbin/nologin %s")
              .formatted(job, config.nodeId(), JobIdentity.DEFAULT_NAME));
    }
  }

  /** Ends a job; one that is not here any more is fine. */
  void cancel(String id, String reason) {
    if (live.containsKey(id)) {
      LocalFiles.write(JobFolder.of(layout, id).cancel(), reason, false);
    }
  }

  /** Deletes what an ended job left here. */
  void forget(String id) {
    JobFolder folder = JobFolder.of(layout, id);
    if (live.containsKey(id) || !Files.exists(folder.root())) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder.root())) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      logger.warn("job={} cannot be deleted: {}", id, e.toString());
    }
  }

  /** Looks at every job once and does what is due. */
  public void tick() {
    Instant now = clock.instant();
    for (JobReport each : live.values()) {
      try {
        each.job().tick(now);
      } catch (CloudTikException e) {
        logger.warn("job={} {}", each.job().order().job(), e.getMessage());
      }
    }
  }

  /** Tells the cluster what is new of every job. */
  public void report() {
    live.forEach(
        (id, each) ->
            link.attempt(
                "job " + id,
                state -> {
                  try {
                    if (each.send(state)) {
                      LocalFiles.write(each.job().folder().reported(), "", false);
                      live.remove(id);
                      logger.info("job={} reported", id);
                    }
                  } catch (IOException e) {
                    logger.warn("job={} cannot be reported: {}", id, e.toString());
                  }
                }));
  }

  /** Returns the ids of the jobs that run or whose end is not told yet, sorted. */
  public List<String> running() {
    return live.keySet().stream().sorted().toList();
  }

  /** Returns the sessions in which jobs run. */
  public Set<Long> sessions() {
    return live.values().stream()
        .flatMap(each -> each.job().sessions().stream())
        .collect(Collectors.toUnmodifiableSet());
  }
}
