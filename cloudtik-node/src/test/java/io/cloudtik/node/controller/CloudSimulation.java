/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.ClusterRecord;
import io.cloudtik.impl.record.RecordKeys;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.state.ClusterView;
import io.cloudtik.impl.state.Command;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.ClusterController.Pass;
import io.cloudtik.node.controller.decide.NodeRecord;
import io.cloudtik.node.controller.decide.NodeTransitions;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Machines;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The real controller of one cluster on a simulated cloud, in virtual time. The benchmarks use it,
 * too. Used by one thread.
 */
public final class CloudSimulation implements AutoCloseable {
  static final String UID = "u1";
  private static final Duration CHANGED = Duration.ofMillis(50);

  final SimulatedCloud cloud;
  final ClusterSpec spec;
  private final CloudAccess access;
  private final long seed;
  private final SimulatedTime time;
  final SimulatedNodes nodes;
  private final CloudProvider maker;
  private final Duration moving;
  private MemoryState state = new WatchedState();
  private CloudClient head;
  private @Nullable ClusterController controller;
  private @Nullable Leadership leadership;
  private @Nullable ClusterController before;
  private CloudClient headBefore;
  private Pass last = Pass.QUIET;
  private int heads;
  private int passes;
  private long inPasses;

  CloudSimulation(long seed, CloudLimits limits, ClusterSpec spec) {
    this(seed, limits, spec, Duration.ofMillis(300));
  }

  /**
   * Begins when the workspace and the head are there.
   *
   * @param moving the pause between two passes while something is on its way
   */
  public CloudSimulation(long seed, CloudLimits limits, ClusterSpec spec, Duration moving) {
    this(seed, new DirectAccess(SimulatedCloud.of(seed, limits)), spec, moving);
  }

  /**
   * Begins when the workspace and the head are there.
   *
   * @param access the way to its cloud, which is closed with it
   * @param moving the pause between two passes while something is on its way
   */
  public CloudSimulation(long seed, CloudAccess access, ClusterSpec spec, Duration moving) {
    this.seed = seed;
    this.spec = spec;
    this.moving = moving;
    this.access = access;
    cloud = access.cloud();
    time = new SimulatedTime(cloud.time(), seed);
    nodes = new SimulatedNodes(cloud.time(), state, access::slot);
    cloud.machines().listen(nodes);
    maker = open(access.process("maker"));
    access.make(maker, time);
    List<Offering> offerings = maker.headOfferings(spec.head());
    Optional<String> lastZone =
        offerings.stream().flatMap(it -> it.zone().stream()).max(Comparator.<String>naturalOrder());
    Offering offering =
        offerings.stream().filter(it -> it.zone().equals(lastZone)).findFirst().orElseThrow();
    maker.launch(
        LaunchRequest.builder()
            .cluster(spec.name())
            .clusterUid(UID)
            .slots(List.of(NodeConfig.HEAD))
            .offering(offering)
            .build());
    time.pause(Duration.ofMinutes(2));
    records(maker)
        .put(
            RecordKeys.cluster(spec.name()),
            new ClusterRecord(
                StateKeys.PROTOCOL,
                spec.name(),
                UID,
                ClusterState.STARTING,
                spec,
                time.now(),
                "operation",
                null));
    head = access.process("none");
    headBefore = head;
    startHead();
  }

  /** Sees to it that no node makes a move that the table does not have. */
  private static final class WatchedState extends MemoryState {
    @Override
    public long compareAndSet(String key, long expectedVersion, String json) {
      if (key.startsWith(StateKeys.node("")) && expectedVersion != 0) {
        NodeState from = Json.read(record(key).orElseThrow().json(), NodeRecord.class).state();
        NodeState to = Json.read(json, NodeRecord.class).state();
        assertThat(from == to || NodeTransitions.allowed(from, to))
            .as("%s: %s -> %s", key, from, to)
            .isTrue();
      }
      return super.compareAndSet(key, expectedVersion, json);
    }
  }

  private CloudProvider open(CloudClient client) {
    EngineContext context =
        EngineContext.onHead("demo", time, () -> records(maker), Path.of("/no/such/head"));
    return access.open(client, context);
  }

  private static WorkspaceRecords records(CloudProvider provider) {
    return new WorkspaceRecords(provider.storage().documents());
  }

  /** Starts the process of the controller: the one before is not asked. */
  void startHead() {
    before = controller;
    headBefore = head;
    head = access.process("head-" + ++heads);
    CloudProvider provider = open(head);
    Offering shape = maker.headOfferings(spec.head()).get(0);
    NodeConfig config =
        new NodeConfig(
            StateKeys.PROTOCOL,
            "demo",
            access.provider(),
            Map.of(),
            spec.name(),
            UID,
            "head",
            "head",
            "10.0.0.1",
            false,
            true,
            shape.shape(),
            Map.of(),
            List.of(),
            "sim://data/",
            Map.of());
    WorkspaceRecords records = records(provider);
    EngineContext context =
        EngineContext.onHead("demo", time, () -> records, Path.of("/no/such/head"));
    ClusterParts parts =
        new ClusterParts(
            config,
            spec,
            context,
            provider,
            records,
            state,
            new RedisEndpoints("10.0.0.1", 6379, List.of()),
            new Offerings(spec, provider, shape.shape(), time),
            time,
            cloud.time().executor());
    FailureLog failures = new FailureLog(spec.name());
    leadership = new Leadership(parts, "controller-" + heads);
    controller =
        new ClusterController(
            parts,
            leadership,
            new Pushes(cloud.time().executor(), Integer.MAX_VALUE),
            new Pulled(),
            new LoadProbe(List.of(), new DirectExecutor(), time, failures),
            failures);
  }

  /** Machines set themselves up. */
  private static final class Pulled implements NodeActions.WorkerPush {
    @Override
    public void push(NodeRecord node, MachineAddress machine, List<EndpointSpec> published) {}

    @Override
    public @Nullable String bootScript() {
      return "#!/bin/sh\necho worker\n";
    }
  }

  /** As a new head: Redis is empty. */
  void loseRedis() {
    state = new WatchedState();
    nodes.connect(state);
  }

  void redisIsAway(boolean away) {
    state.down = away;
  }

  /**
   * Lets the head before go on where it was frozen; returns how many changes it made to the cloud
   * while the present one held the lease.
   */
  long theHeadBeforeWakes() {
    Leadership present = Objects.requireNonNull(leadership);
    present.renew();
    if (before == null || headBefore.isStopped() || !present.held()) {
      return 0;
    }
    long changes = changesOf(headBefore);
    for (int i = 0; i < 3; i++) {
      try {
        Pass unused = before.pass();
      } catch (RuntimeException | ClientStopped e) {
        // It is told that it is not in charge.
      }
      cloud.time().pause(CHANGED);
    }
    return changesOf(headBefore) - changes;
  }

  /**
   * Lets the head stand still with its k-th call until another is in charge, and then go on in the
   * middle of what it did.
   *
   * @param done what it works for
   * @return the changes that the first one then made to the cloud; empty if it made no k calls
   */
  Optional<List<CallRecord>> standsStill(int k, BooleanSupplier done) {
    CloudClient sleeper = head;
    Leadership its = Objects.requireNonNull(leadership);
    ClusterController controlling = Objects.requireNonNull(controller);
    sleeper.standStillAfter(k, Duration.ofMinutes(1));
    CompletableFuture<Void> going =
        CompletableFuture.runAsync(
            () -> {
              while (!sleeper.stoodStill() && !done.getAsBoolean()) {
                passOf(its, controlling);
                cloud.time().pause(moving);
              }
            },
            cloud.time().executor());
    while (!sleeper.stoodStill() && !going.isDone()) {
      cloud.time().pause(CHANGED);
    }
    if (!sleeper.stoodStill()) {
      return Optional.empty();
    }
    cloud.time().pause(Duration.ofSeconds(2));
    int before = callsOf(sleeper).size();
    startHead();
    while (!going.isDone()) {
      pass();
    }
    return Optional.of(changesOnceAwake(callsOf(sleeper), before));
  }

  /** What a provider does in one call of ours is not cut in two: it looks, and then it changes. */
  private static List<CallRecord> changesOnceAwake(List<CallRecord> calls, int before) {
    int from = before;
    if (isLook(calls.get(before - 1))) {
      while (from < calls.size() && isLook(calls.get(from))) {
        from++;
      }
      from++;
    }
    return calls.stream()
        .skip(from)
        .filter(call -> call.changes() && isOfControlPlane(call))
        .toList();
  }

  private static boolean isLook(CallRecord call) {
    return !call.changes() && isOfControlPlane(call);
  }

  private static void passOf(Leadership its, ClusterController controlling) {
    try {
      its.renew();
      var unused = controlling.pass();
    } catch (RuntimeException e) {
      // As the loop does: a failed pass is made again.
    }
  }

  private List<CallRecord> callsOf(CloudClient client) {
    return cloud.log().stream().filter(call -> call.client().equals(client.name())).toList();
  }

  private static boolean isOfControlPlane(CallRecord call) {
    return !call.name().contains("Object");
  }

  private long changesOf(CloudClient client) {
    return callsOfHeads().stream()
        .filter(call -> call.client().equals(client.name()) && call.changes())
        .count();
  }

  /** Returns how many changing calls heads made to the cloud's control plane. */
  public long changes() {
    return callsOfHeads().stream().filter(CallRecord::changes).count();
  }

  void stopHeadAfter(int k, LastCall lastCall) {
    head.stopAfter(k, lastCall);
  }

  void doNotStopHead() {
    head.stopAfter(Integer.MAX_VALUE, LastCall.APPLIED);
  }

  int callsOfHead() {
    return head.calls();
  }

  /** Returns the cloud that it runs on. */
  public SimulatedCloud cloud() {
    return cloud;
  }

  /** Returns how many passes the controller made. */
  public int passes() {
    return passes;
  }

  /** Returns how long all passes took, by the clock on the wall. */
  public Duration inPasses() {
    return Duration.ofNanos(inPasses);
  }

  /** Returns the virtual time since it began. */
  public Duration elapsed() {
    return cloud.time().elapsed();
  }

  /** Makes passes for some virtual time. */
  public void run(Duration length) {
    Duration until = elapsed().plus(length);
    boolean unused = runUntil(() -> elapsed().compareTo(until) >= 0, length.plusMinutes(1));
  }

  /** Makes passes as the loop does, until something is so; says whether it is. */
  public boolean runUntil(BooleanSupplier done, Duration longest) {
    Duration until = elapsed().plus(longest);
    while (!done.getAsBoolean()) {
      if (elapsed().compareTo(until) > 0 || last == Pass.SUPERSEDED) {
        return false;
      }
      pass();
    }
    return true;
  }

  private void pass() {
    long begun = System.nanoTime();
    try {
      Objects.requireNonNull(leadership).renew();
      last = Objects.requireNonNull(controller).pass();
      passes++;
      inPasses += System.nanoTime() - begun;
    } catch (RuntimeException e) {
      // As the loop does: a failed pass is made again.
      last = Pass.MOVING;
    }
    cloud
        .time()
        .pause(
            switch (last) {
              case CHANGED -> CHANGED;
              case MOVING -> moving;
              default -> Duration.ofSeconds(1);
            });
  }

  boolean over() {
    return last == Pass.OVER;
  }

  void scale(int workers) {
    if (state.down) {
      return;
    }
    String id = "scale-" + elapsed().toMillis();
    Map<String, String> body = Map.of("group", "workers", "workers", workers + "");
    state.append(
        StateKeys.COMMANDS,
        new Command(id, Command.SCALE, StateKeys.PROTOCOL, body).toFields(Json.write(body)),
        0);
  }

  /** As when the lifetime of the cluster is over; whoever controls it from now on ends it. */
  void terminate() {
    records(maker)
        .put(RecordKeys.life(UID) + "end", new ClusterEnd.EndRecord("enough", time.now()));
    startHead();
  }

  ClusterView view() {
    return Json.read(state.value(StateKeys.CLUSTER_VIEW).orElseThrow(), ClusterView.class);
  }

  List<NodeRecord> nodeRecords() {
    return state.down
        ? List.of()
        : state.records(StateKeys.node("")).values().stream()
            .map(found -> Json.read(found.json(), NodeRecord.class))
            .filter(node -> !node.head())
            .toList();
  }

  /** Returns how many workers are ready by what the controller shows. */
  public int ready() {
    return state.value(StateKeys.CLUSTER_VIEW).isEmpty()
        ? 0
        : (int)
            view().nodes().stream()
                .filter(node -> !node.isHead() && node.state() == NodeState.READY)
                .count();
  }

  /** Returns the machines of workers that were not told to end. */
  public List<Machine> workers() {
    return cloud.machines().living().stream()
        .filter(machine -> machine.state() != Machine.State.ENDING)
        .filter(machine -> !access.slot(machine).equals(NodeConfig.HEAD))
        .toList();
  }

  /** Returns the slots that machines were launched for. */
  List<String> slotsOf(List<Machine> machines) {
    return machines.stream().map(access::slot).toList();
  }

  /** Returns how many machines there are too many for one slot. */
  int doubles() {
    Map<String, Integer> perSlot = new HashMap<>();
    workers().forEach(machine -> perSlot.merge(access.slot(machine), 1, Integer::sum));
    return perSlot.values().stream().mapToInt(count -> count - 1).sum();
  }

  /** Returns how many machines of workers no intent speaks of: nobody could end them unseen. */
  int strays() {
    List<String> intents = records(maker).store().list(RecordKeys.intents(UID));
    return (int)
        workers().stream()
            .filter(it -> !intents.contains(RecordKeys.intent(UID, access.slot(it))))
            .count();
  }

  /** Returns the calls to the cloud's control plane; the store is none of it. */
  public List<CallRecord> callsOfHeads() {
    return cloud.log().stream()
        .filter(call -> call.client().startsWith("head-"))
        .filter(CloudSimulation::isOfControlPlane)
        .toList();
  }

  /** Returns how many launches were refused. */
  public long failedLaunches() {
    return callsOfHeads().stream()
        .filter(call -> call.name().equals(Machines.LAUNCH) && !call.isOk())
        .count();
  }

  /** Returns the calls of heads to the store. */
  public List<CallRecord> storeCallsOfHeads() {
    return cloud.log().stream()
        .filter(call -> call.client().startsWith("head-"))
        .filter(call -> !isOfControlPlane(call))
        .toList();
  }

  @Override
  public void close() {
    access.close();
  }

  @Override
  public String toString() {
    return "seed " + seed + ", head " + heads + ", at " + elapsed();
  }
}
