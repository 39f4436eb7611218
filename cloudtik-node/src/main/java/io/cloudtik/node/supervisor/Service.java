/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.supervisor;

import io.cloudtik.ServiceState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.node.process.JobUser;
import io.cloudtik.node.process.NodeEnvironment;
import io.cloudtik.node.process.RunDirectory;
import io.cloudtik.node.process.RunRequest;
import io.cloudtik.spi.runtime.HealthCheck;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One service: asks the policy and does what it says. Not thread-safe. */
final class Service {
  private static final Logger logger = LoggerFactory.getLogger(Service.class);

  private static final String MEMORY = "state.json";

  private final String name;
  private final Path directory;
  private final RunDirectory run;
  private final Map<String, String> environment;
  private final Executor checks;
  private final Runnable ready;
  private final JobUser user;
  private AtomicReference<@Nullable CheckResult> check = new AtomicReference<>();
  private ServiceMemory memory;

  Service(
      ServiceMemory memory,
      Path directory,
      RunDirectory run,
      Map<String, String> environment,
      Executor checks,
      Runnable ready,
      JobUser user) {
    this.name = memory.spec().name();
    this.memory = memory;
    this.directory = directory;
    this.run = run.withOutput(output());
    this.environment = environment;
    this.checks = checks;
    this.ready = ready;
    this.user = user;
  }

  /** Returns what an earlier node controller remembered of the service of a directory. */
  static Optional<ServiceMemory> remembered(Path directory, Instant now) {
    Path file = directory.resolve(MEMORY);
    try {
      return LocalFiles.read(file).map(json -> Json.read(json, ServiceMemory.class).adopted(now));
    } catch (CloudTikException e) {
      logger.warn("file={} is ignored: {}", file, e.getMessage());
      return Optional.empty();
    }
  }

  ServiceMemory memory() {
    return memory;
  }

  RunDirectory run() {
    return run;
  }

  Path output() {
    return directory.resolve("output.log");
  }

  /** Looks, decides and acts once. */
  void tick(@Nullable ServiceSpec wanted, Instant now) {
    ServiceObservation seen = new ServiceObservation(wanted, run.observe(), check.getAndSet(null));
    ServicePolicy.Decision decision = ServicePolicy.decide(memory, seen, now);
    ServiceMemory before = memory;
    memory = decision.memory();
    remember(before);
    act(decision.action());
  }

  private void act(ServiceAction action) {
    switch (action) {
      case NOTHING -> {}
      case START -> start();
      case CHECK -> check();
      case SIGNAL -> run.signal(memory.spec().stopSignal());
      case KILL -> run.kill();
      case KILL_GROUP -> run.killGroup();
    }
  }

  private void start() {
    ProcessSpec process = memory.spec().process();
    Map<String, String> variables = NodeEnvironment.with(environment, process.environment());
    check = new AtomicReference<>();
    boolean asJobUser = process.asJobUser() && user.named();
    run.start(
        new RunRequest(
            asJobUser ? user.command(process.command()) : process.command(),
            process.directory(),
            asJobUser ? user.environment(variables, process.directory()) : variables,
            output()));
  }

  private void check() {
    ServiceSpec spec = memory.spec();
    boolean starting = memory.state() == ServiceState.STARTING;
    HealthCheck wanted = (starting ? spec.readiness() : spec.health()).orElse(null);
    if (wanted != null) {
      // A check that outlives its process answers to nobody.
      AtomicReference<@Nullable CheckResult> answer = check;
      checks.execute(
          () -> {
            CheckResult result = HealthProbe.look(wanted);
            answer.set(result);
            if (starting && result.well()) {
              ready.run();
            }
          });
    }
  }

  /** Writes down what a later node controller must know. */
  private void remember(ServiceMemory before) {
    boolean moved = before.phase() != memory.phase() || before.state() != memory.state();
    if (memory.phase() == ServiceMemory.Phase.GONE) {
      forget();
    } else if (moved || !before.spec().equals(memory.spec())) {
      try {
        LocalFiles.write(directory.resolve(MEMORY), Json.write(memory), false);
      } catch (CloudTikException e) {
        logger.warn("service={} its state cannot be kept: {}", name, e.getMessage());
      }
    }
  }

  private void forget() {
    try {
      Files.deleteIfExists(directory.resolve(MEMORY));
    } catch (IOException e) {
      logger.warn("service={} its state cannot be deleted: {}", name, e.toString());
    }
  }
}
