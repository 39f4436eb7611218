/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.NodeEnvironment;
import io.cloudtik.node.process.RunDirectory;
import io.cloudtik.node.process.RunObservation;
import io.cloudtik.node.process.RunRequest;
import io.cloudtik.spi.runtime.ProcessSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One job: asks the policy and does what it says. {@link #tick} belongs to one thread. */
final class NodeJob {
  private static final Logger logger = LoggerFactory.getLogger(NodeJob.class);

  private final JobOrder order;
  private final JobFolder folder;
  private final NodeConfig config;
  private final List<String> preparation;
  private final RunDirectory prepare;
  private final RunDirectory run;
  private final JobStrays strays;
  private final JobUser user;
  private final Consumer<String> root;
  private volatile JobMemory memory;
  private volatile Set<Long> sessions = Set.of();

  /**
   * Opens a job that is new, or that an earlier node controller left.
   *
   * @param preparation the command that prepares it
   * @param prepare the run of the preparation
   * @param run the run of the process
   * @param strays what left the group of the process
   * @param user who the process runs as, if it can
   * @param root is told of a job that runs as root for want of a user with a name
   */
  NodeJob(
      JobOrder order,
      JobFolder folder,
      NodeConfig config,
      List<String> preparation,
      RunDirectory prepare,
      RunDirectory run,
      JobStrays strays,
      JobUser user,
      Consumer<String> root) {
    this.order = order;
    this.folder = folder;
    this.config = config;
    this.preparation = preparation;
    this.prepare = prepare.withOutput(folder.preparationLog());
    this.run = run.withOutput(folder.output());
    this.strays = strays;
    this.user = user;
    this.root = root;
    this.memory =
        LocalFiles.read(folder.memory())
            .map(json -> Json.read(json, JobMemory.class))
            .orElseGet(JobMemory::accepted);
  }

  JobOrder order() {
    return order;
  }

  JobFolder folder() {
    return folder;
  }

  JobMemory memory() {
    return memory;
  }

  Set<Long> sessions() {
    return sessions;
  }

  /** Looks, decides and acts once. */
  void tick(Instant now) {
    JobMemory before = memory;
    if (before.phase() == JobMemory.Phase.ENDED) {
      return;
    }
    JobPolicy.Decision decision = JobPolicy.decide(before, observe(before), now);
    JobMemory after = decision.memory();
    if (!after.equals(before)) {
      LocalFiles.write(folder.memory(), Json.write(after), false);
      logger.info(
          "job={} phase={}->{} exit={} {}",
          order.job(),
          before.phase(),
          after.phase(),
          after.exitCode(),
          after.reason());
    }
    memory = after;
    act(decision.action());
    sessions =
        Stream.of(prepare, run)
            .flatMap(each -> each.session().stream())
            .collect(Collectors.toUnmodifiableSet());
  }

  private JobObservation observe(JobMemory now) {
    boolean preparing = now.phase() == JobMemory.Phase.PREPARING;
    RunObservation preparation = preparing ? prepare.observe() : RunObservation.ABSENT;
    boolean prepared = preparation.ended();
    RunObservation process = preparing ? RunObservation.ABSENT : run.observe();
    return new JobObservation(
        preparation,
        process,
        prepared && Files.exists(folder.process()),
        prepared ? LocalFiles.read(folder.error()).orElse("") : "",
        LocalFiles.read(folder.cancel()).orElse(null),
        process.ended() && !strays.find(0).isEmpty(),
        order.spec().timeLimit().orElse(null));
  }

  private void act(JobAction action) {
    boolean preparing = memory.phase() == JobMemory.Phase.PREPARING;
    RunDirectory current = preparing ? prepare : run;
    switch (action) {
      case NOTHING -> {}
      case PREPARE -> prepare();
      case START -> start();
      case TERM -> {
        JobStrays.end(strays.find(current.session().orElse(0L)));
        current.signal("TERM");
      }
      case KILL -> {
        current.kill();
        JobStrays.kill(strays.find(current.session().orElse(0L)));
      }
      case KILL_GROUP -> {
        current.killGroup();
        JobStrays.kill(strays.find(0));
      }
      case SWEEP -> JobStrays.kill(strays.find(0));
    }
  }

  private void prepare() {
    prepare.start(
        new RunRequest(
            preparation, folder.preparation(), config.environment(), folder.preparationLog()));
  }

  private void start() {
    String json = LocalFiles.read(folder.process()).orElseThrow();
    ProcessSpec process = Json.read(json, ProcessSpec.class);
    Map<String, String> environment =
        NodeEnvironment.with(config.environment(), process.environment());
    environment.put("CLOUDTIK_JOB_ID", order.id());
    environment.put("CLOUDTIK_NODE_ID", config.nodeId());
    environment.put("CLOUDTIK_JOB_RUN", order.job());
    environment.put(JobStrays.VARIABLE, JobStrays.mark(folder));
    environment.put("CLOUDTIK_JOB_RESULT", folder.result().toString());
    if (!process.asJobUser() || !user.present()) {
      if (user.present() && !user.named()) {
        root.accept("job " + order.job() + " (" + order.spec().kind() + ")");
      }
      run.start(
          new RunRequest(process.command(), process.directory(), environment, folder.output()));
      return;
    }
    try {
      user.give(folder.root(), List.of(folder.work(), folder.own()));
    } catch (IOException e) {
      throw new CloudTikException(
          ErrorCode.EXEC_FAILED,
          "the directory of job %s cannot be given to its user: %s"
              .formatted(order.job(), e.getMessage()),
          e);
    }
    run.start(
        new RunRequest(
            user.command(process.command()),
            process.directory(),
            user.environment(environment, folder.work()),
            folder.output()));
  }
}
