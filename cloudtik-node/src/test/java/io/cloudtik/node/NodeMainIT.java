/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node;

import static io.cloudtik.node.process.NodeFolder.until;
import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ServiceState;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.event.ServiceEvent;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.access.Sessions;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.bundle.Bundles;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ClusterState;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.RedisClusterState;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.node.process.NodeFolder;
import io.cloudtik.spec.JobSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real head: keeper, node controller, set-up and Redis, from the bundle that machines get. */
final class NodeMainIT {
  @TempDir private Path root;
  private NodeLayout layout;
  private Process keeper;

  @BeforeEach
  void start() throws IOException {
    NodeFolder node = NodeFolder.head(root);
    layout = node.layout();
    Path bundle = Bundles.materialize(Bundles.find("node"), layout.bundles());
    Files.move(bundle, layout.bundle("node"));
    for (String name : List.of("redis-client", "redis-node", "redis-controller", "cluster")) {
      LocalFiles.write(layout.secret(name), "secret4" + name, true);
    }
    keeper = keeper();
  }

  private Process keeper() throws IOException {
    List<String> command = new ArrayList<>(Sessions.prefix());
    command.addAll(List.of("/bin/sh", layout.run("keeper.sh").toString(), root.toString()));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(root.resolve("keeper.log").toFile())
        .start();
  }

  @AfterEach
  void killAll() throws IOException {
    LocalFiles.write(layout.run("stop"), "", false);
    pid(layout.run("node.pid")).ifPresent(ProcessHandle::destroyForcibly);
    until(() -> !keeper.isAlive(), "the keeper ended");
    try (Stream<Path> services = Files.list(layout.services())) {
      for (Path service : services.toList()) {
        pid(service.resolve("pid")).ifPresent(ProcessHandle::destroyForcibly);
        until(() -> pid(service.resolve("pid")).isEmpty(), service + " ended");
      }
    }
  }

  @Test
  void aKilledNodeControllerComesBackAndNothingIsLost() throws Exception {
    until(() -> Files.exists(layout.redisEndpoints()), "set-up said where Redis is");
    RedisEndpoints endpoints =
        Json.read(Files.readString(layout.redisEndpoints()), RedisEndpoints.class);
    try (ClusterState state =
        RedisClusterState.connect(endpoints, "controller", layout.secret("redis-controller"))) {
      until(() -> healthy(state), "set-up is done and Redis is healthy by heartbeat");
      Heartbeat before = heartbeat(state).orElseThrow();
      String redis = Files.readString(layout.service("redis-primary").resolve("pid"));
      ProcessHandle controller = pid(layout.run("node.pid")).orElseThrow();

      send(state, "seq 1 3; while [ ! -e go ]; do sleep 0.1; done; seq 4 6; exit 7");
      until(() -> printed(state).endsWith("3\n"), "the job printed");
      controller.destroyForcibly();
      until(() -> !controller.isAlive(), "the node controller is gone");
      LocalFiles.write(layout.job("j1").resolve("work/go"), "", false);

      until(() -> jobRun(state).map(JobRun::exitCode).isPresent(), "the job ended");
      assertThat(jobRun(state).orElseThrow().exitCode()).isEqualTo(7);
      assertThat(printed(state)).isEqualTo(lines(6));
      assertThat(jobRun(state).orElseThrow().outputTail()).isEqualTo(lines(6));
      until(
          () -> !heartbeat(state).orElseThrow().incarnation().equals(before.incarnation()),
          "another node controller sends heartbeats");
      assertThat(Files.readString(layout.service("redis-primary").resolve("pid"))).isEqualTo(redis);
      assertThat(state.last(StateKeys.EVENTS, 1000))
          .extracting(
              entry ->
                  Json.read(Objects.requireNonNull(entry.fields().get("json")), ServiceEvent.class))
          .anyMatch(e -> e.service().equals("redis-primary") && e.state() == ServiceState.HEALTHY);

      assertThat(keeper().waitFor(10, TimeUnit.SECONDS)).as("a second keeper").isTrue();
      ProcessHandle second = pid(layout.run("node.pid")).orElseThrow();
      LocalFiles.write(layout.run("stop"), "", false);
      second.destroy();
      until(() -> !keeper.isAlive(), "the keeper ended");
      assertThat(second.isAlive()).isFalse();
      assertThat(pid(layout.service("redis-primary").resolve("pid"))).isPresent();
    }
  }

  private static String lines(int last) {
    return IntStream.rangeClosed(1, last).mapToObj(i -> i + "\n").collect(Collectors.joining());
  }

  private void send(ClusterState state, String script) {
    Map<String, String> body =
        Map.of("job", "j1", "spec", Json.write(JobSpec.command("sh", "-c", script)), "files", "");
    Command command = new Command("c1", Command.RUN_JOB, StateKeys.PROTOCOL, body);
    state.append(StateKeys.nodeCommands("head"), command.toFields(Json.write(body)), 0);
  }

  private static boolean healthy(ClusterState state) {
    return heartbeat(state)
        .filter(heartbeat -> heartbeat.setup().state().equals(SetupStatus.DONE))
        .map(heartbeat -> heartbeat.services().get("redis-primary"))
        .filter(report -> report.state() == ServiceState.HEALTHY)
        .isPresent();
  }

  private static Optional<Heartbeat> heartbeat(ClusterState state) {
    try {
      return state.value(StateKeys.heartbeat("head")).map(json -> Json.read(json, Heartbeat.class));
    } catch (CloudTikException e) {
      return Optional.empty(); // Redis is not there yet
    }
  }

  private static Optional<JobRun> jobRun(ClusterState state) {
    return state
        .record(StateKeys.jobRun("j1"))
        .map(Versioned::json)
        .map(json -> Json.read(json, JobRun.class));
  }

  private static String printed(ClusterState state) {
    return state.read(StateKeys.output("j1"), ClusterState.BEGINNING, 1000, Duration.ZERO).stream()
        .map(entry -> entry.fields().get("data"))
        .collect(Collectors.joining());
  }

  /** Returns the process that a file names first, if it lives. */
  private static Optional<ProcessHandle> pid(Path file) {
    return LocalFiles.read(file)
        .map(line -> Long.valueOf(line.replaceAll("(?s) .*", "")))
        .flatMap(ProcessHandle::of)
        .filter(ProcessHandle::isAlive);
  }
}
