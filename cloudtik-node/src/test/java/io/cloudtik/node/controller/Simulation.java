/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.ClusterState;
import io.cloudtik.Node;
import io.cloudtik.NodeState;
import io.cloudtik.event.Event;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.DesiredRecord;
import io.cloudtik.impl.record.JobRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.ClusterController.Pass;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.JobSpec;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.store.StoredDocument;
import io.cloudtik.testkit.MemoryStore;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A whole cluster in one thread, moved second by second. */
final class Simulation {
  static final String UID = "u1";
  private static final int MOST_PASSES = 50;

  final FakeTime time = new FakeTime();
  final MemoryStore store = new MemoryStore(time);
  final WorkspaceRecords records = new WorkspaceRecords(store);
  final FakeCloud cloud = new FakeCloud(store, time);
  MemoryState state = new MemoryState();
  FakeNodes nodes = new FakeNodes(state, cloud, time);
  final ClusterSpec spec;
  List<ClusterRuntime> runtimes = List.of();
  Leadership leadership;
  ClusterController controller;
  Pass last = Pass.QUIET;
  int pushesAtOnce = Pushes.AT_ONCE;
  private int controllers;

  Simulation(ClusterSpec spec) {
    this(spec, null);
  }

  Simulation(ClusterSpec spec, @Nullable String detachedJob) {
    this.spec = spec;
    records.put(
        RecordKeys.cluster(spec.name()),
        new ClusterRecord(
            StateKeys.PROTOCOL,
            spec.name(),
            UID,
            ClusterState.STARTING,
            spec,
            time.instant(),
            "operation",
            detachedJob));
    leadership = new Leadership(parts(), "none");
    controller = controller();
  }

  ClusterParts parts() {
    NodeConfig config =
        new NodeConfig(
            StateKeys.PROTOCOL,
            "workspace",
            "fake",
            Map.of(),
            spec.name(),
            UID,
            "head",
            "head",
            "10.0.0.1",
            false,
            false,
            FakeCloud.SHAPE,
            Map.of(),
            List.of(),
            "file:///data/",
            Map.of("fs.s3a.endpoint.region", "eu-west-1"));
    RedisEndpoints redis = new RedisEndpoints("10.0.0.1", 6379, List.of());
    EngineContext context =
        EngineContext.onHead(config.workspace(), time, () -> records, Path.of("/head"));
    Offerings offerings = new Offerings(spec, cloud, FakeCloud.SHAPE, time);
    return new ClusterParts(
        config, spec, context, cloud, records, state, redis, offerings, time, Runnable::run);
  }

  private ClusterController controller() {
    ClusterParts parts = parts();
    FailureLog failures = new FailureLog(spec.name());
    leadership = new Leadership(parts, "controller-" + ++controllers);
    return new ClusterController(
        parts,
        leadership,
        new Pushes(Runnable::run, pushesAtOnce),
        new NodeActions.WorkerPush() {
          @Override
          public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {
            nodes.push(node, machine, published);
          }

          @Override
          public String bootScript() {
            return "the script of workers";
          }

          @Override
          public void forget(String slot) {
            nodes.forgotten.add(slot);
          }
        },
        new LoadProbe(runtimes, new DirectExecutor(), parts.time(), failures),
        failures);
  }

  /** As after a crash: the lease is not given back. */
  void replaceController() {
    controller = controller();
  }

  /** As a new head: Redis is empty, and the node controllers of workers connect to it again. */
  void loseRedis() {
    state = new MemoryState();
    nodes = new FakeNodes(state, cloud, time);
    controller = controller();
  }

  /** Lets seconds pass, each with a heartbeat of every node and the passes of one second. */
  void run(int seconds) {
    for (int i = 0; i < seconds && last != Pass.OVER; i++) {
      time.advance(Duration.ofSeconds(1));
      if (!state.down) {
        nodes.beat();
      }
      passes();
    }
  }

  void passes() {
    int passes = 0;
    do {
      try {
        last = controller.pass();
      } catch (RuntimeException e) {
        // As the loop does: a failed pass is made again.
        last = Pass.MOVING;
      }
    } while (last == Pass.CHANGED && ++passes < MOST_PASSES);
  }

  ClusterView view() {
    return Json.read(state.value(StateKeys.CLUSTER_VIEW).orElseThrow(), ClusterView.class);
  }

  List<String> workers(NodeState wanted) {
    return view().nodes().stream()
        .filter(node -> !node.isHead() && node.state() == wanted)
        .map(Node::id)
        .toList();
  }

  NodeRecord node(String id) {
    return Json.read(state.record(StateKeys.node(id)).orElseThrow().json(), NodeRecord.class);
  }

  ClusterState recorded() {
    return records
        .value(RecordKeys.cluster(spec.name()), ClusterRecord.class)
        .orElseThrow()
        .state();
  }

  void record(ClusterState next) {
    records.update(RecordKeys.cluster(spec.name()), ClusterRecord.class, record -> record.in(next));
  }

  DesiredRecord desired() {
    return records.value(RecordKeys.desired(UID), DesiredRecord.class).orElseThrow();
  }

  void command(String id, String type, Map<String, String> body) {
    state.append(
        StateKeys.COMMANDS,
        new Command(id, type, StateKeys.PROTOCOL, body).toFields(Json.write(body)),
        0);
  }

  void scale(String group, int workers) {
    command(
        "scale-" + time.instant() + group,
        Command.SCALE,
        Map.of("group", group, "workers", workers + ""));
  }

  String reply(String id) {
    return state.value(StateKeys.reply(id)).orElse("none");
  }

  /** Records a job as a client does, without telling the controller. */
  void recordJob(String id) {
    recordJob(id, JobSpec.command("sleep", "1"));
  }

  void recordJob(String id, JobSpec job) {
    records.put(
        RecordKeys.job(spec.name(), id),
        JobRecord.queued(id, spec.name(), UID, job, time.instant()));
  }

  void submit(String id) {
    submit(id, JobSpec.command("sleep", "1"));
  }

  void submit(String id, JobSpec job) {
    recordJob(id, job);
    command("submit-" + id, Command.SUBMIT, Map.of("job", id));
  }

  JobRecord job(String id) {
    return records.value(RecordKeys.job(spec.name(), id), JobRecord.class).orElseThrow();
  }

  String document(String key) {
    return store.read(key).map(StoredDocument::text).orElse("none");
  }

  List<Event> events() {
    return state.last(StateKeys.EVENTS, 10_000).stream()
        .map(entry -> Json.read(entry.fields().getOrDefault("json", ""), Event.class))
        .toList();
  }
}
