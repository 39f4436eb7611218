/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ServiceState;
import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.Heartbeat;
import io.cloudtik.impl.state.JobRun;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.impl.state.Versioned;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.heartbeat.LossAdvice;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Node controllers that beat, run jobs, fall silent and fail when they are told to. */
final class FakeNodes implements NodeActions.WorkerPush {
  private final MemoryState state;
  private final FakeCloud cloud;
  private final FakeTime time;
  private final TreeSet<String> nodes = new TreeSet<>(Set.of("head"));
  private final TreeMap<String, Integer> commandsSeen = new TreeMap<>();
  private long sequence;
  final Set<String> silent = new TreeSet<>();
  final Map<String, String> setupErrors = new TreeMap<>();
  final Map<String, ServiceState> serviceStates = new TreeMap<>();
  final Map<String, String> advice = new TreeMap<>();
  final List<String> pushed = new ArrayList<>();
  final List<String> commands = new ArrayList<>();
  final Set<String> forgotten = new TreeSet<>();
  final Set<String> broken = new TreeSet<>();
  boolean pushesFail;
  boolean setUpsFail;
  @Nullable String headError;

  FakeNodes(MemoryState state, FakeCloud cloud, FakeTime time) {
    this.state = state;
    this.cloud = cloud;
    this.time = time;
  }

  @Override
  public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {
    if (broken.contains(node.id())) {
      throw new IllegalStateException("a defect that only this node shows");
    }
    pushed.add(node.id());
    if (pushesFail) {
      throw new NodeBootstrapException(node.id(), "place bundles", "no space left", "");
    }
    if (setUpsFail) {
      setupErrors.put(node.id(), "exit code 1");
    }
    nodes.add(node.id());
  }

  /** Lets nodes beat that were set up before. */
  void adopt(Collection<String> known) {
    nodes.addAll(known);
  }

  /** Lets every node that runs and is not silent beat once and read its commands. */
  void beat() {
    sequence++;
    for (String node : nodes) {
      if (!silent.contains(node) && cloud.runs(node)) {
        state.put(StateKeys.heartbeat(node), Json.write(heartbeat(node)), Duration.ofSeconds(30));
        obey(node);
      }
    }
  }

  private Heartbeat heartbeat(String node) {
    String error = node.equals("head") ? headError : setupErrors.get(node);
    Heartbeat plain =
        heartbeat(
            node,
            sequence,
            time.instant(),
            error,
            serviceStates.getOrDefault(node, ServiceState.HEALTHY));
    return advice.containsKey(node) ? advised(plain, advice.getOrDefault(node, "")) : plain;
  }

  private static Heartbeat advised(Heartbeat plain, String advice) {
    Map<String, Heartbeat.ServiceReport> services = new TreeMap<>(plain.services());
    services.put(LossAdvice.NAME, new Heartbeat.ServiceReport(ServiceState.HEALTHY, 0, advice));
    return new Heartbeat(
        plain.node(),
        plain.incarnation(),
        plain.sequence(),
        plain.at(),
        plain.cpuUsed(),
        plain.memoryUsed(),
        plain.load(),
        plain.setup(),
        services,
        plain.jobs(),
        plain.published());
  }

  static Heartbeat heartbeat(
      String node, long sequence, Instant at, @Nullable String error, ServiceState service) {
    String setup = error == null ? SetupStatus.DONE : SetupStatus.FAILED;
    return new Heartbeat(
        node,
        "incarnation",
        sequence,
        at,
        0.5,
        1000,
        1,
        new SetupStatus(setup, "install", "", 1, 1, error == null ? "" : error),
        Map.of("service", new Heartbeat.ServiceReport(service, 0, "said so")),
        List.of(),
        List.of());
  }

  private void obey(String node) {
    var entries = state.last(StateKeys.nodeCommands(node), 1000);
    int from = commandsSeen.getOrDefault(node, 0);
    for (var entry : entries.subList(from, entries.size())) {
      String type = entry.fields().getOrDefault("type", "");
      Object job = Json.read(entry.fields().getOrDefault("body", ""), Map.class).get("job");
      commands.add(node + " " + type + " " + job);
      if (type.equals("run-job") && state.record(StateKeys.jobRun(job + "")).isEmpty()) {
        run(job + "", node, JobRun.RUNNING, null, false, "");
      } else if (type.equals("cancel")) {
        run(job + "", node, JobRun.ENDED, null, true, "partial");
      }
    }
    commandsSeen.put(node, entries.size());
  }

  /** Lets the process of a job end. */
  void end(String job, int exitCode, String output) {
    String node =
        Json.read(state.record(StateKeys.jobRun(job)).orElseThrow().json(), JobRun.class).node();
    run(job, node, JobRun.ENDED, exitCode, false, output);
  }

  /** Lets a node end a job whose time is over. */
  void timeOut(String job, String reason) {
    String key = StateKeys.jobRun(job);
    Versioned before = state.record(key).orElseThrow();
    JobRun run = Json.read(before.json(), JobRun.class);
    JobRun over =
        new JobRun(
            job, run.node(), JobRun.ENDED, 143, false, true, reason, run.started(), null, null, "");
    state.compareAndSet(key, before.version(), Json.write(over));
  }

  /** Returns the runs that nodes were told to begin and that have not ended, sorted. */
  List<String> running() {
    return state.records(StateKeys.jobRun("")).values().stream()
        .map(record -> Json.read(record.json(), JobRun.class))
        .filter(run -> run.state().equals(JobRun.RUNNING))
        .map(JobRun::job)
        .sorted()
        .toList();
  }

  private void run(
      String job,
      String node,
      String runState,
      @Nullable Integer exitCode,
      boolean cancelled,
      String output) {
    Instant now = time.instant();
    boolean ended = runState.equals(JobRun.ENDED);
    JobRun run =
        new JobRun(
            job,
            node,
            runState,
            exitCode,
            cancelled,
            false,
            "",
            now,
            ended ? now : null,
            ended && !cancelled ? "result of " + job : null,
            output);
    long version = state.record(StateKeys.jobRun(job)).map(Versioned::version).orElse(0L);
    state.compareAndSet(StateKeys.jobRun(job), version, Json.write(run));
  }
}
