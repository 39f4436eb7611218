/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.DataSize;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CallPacer;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import io.cloudtik.spi.provider.SlotState;
import io.cloudtik.spi.provider.SshAddress;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.spi.store.WorkspaceStorage;
import io.cloudtik.testkit.cloud.Machine.State;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** A workspace on a {@link SimulatedCloud}. What it remembers only saves calls. Thread-safe. */
final class SimulatedProvider implements CloudProvider {
  private static final String CLUSTER = "cloudtik-cluster";
  private static final String SLOT = "cloudtik-slot";
  private static final int LARGEST_LAUNCH = 100;
  private static final DataSize WORKER_MEMORY = DataSize.gib(4);

  private final Simulated config;
  private final SimulatedCloud cloud;
  private final CloudClient client;
  private final ProviderContext context;
  private final SimulatedResources resources;
  private final Map<String, Seen> clusters = new ConcurrentHashMap<>();
  private final Map<SimulatedResource, String> placements = new ConcurrentHashMap<>();

  SimulatedProvider(
      Simulated config, SimulatedCloud cloud, CloudClient client, ProviderContext context) {
    this.config = config;
    this.cloud = cloud;
    this.client = client;
    this.context = context;
    this.resources = new SimulatedResources(config, cloud, client, context.workspace());
  }

  /** What was seen of a cluster last. */
  private static final class Seen {
    /** Machines by slot, the last one of each last. */
    private final Map<String, List<Machine>> machines = new TreeMap<>();

    private final Map<Machine, State> states = new HashMap<>();

    State stateOf(Machine machine) {
      return states.getOrDefault(machine, State.ENDED);
    }

    /** Why slots have no machine, as the call said. */
    private final Map<String, ProviderFailure> refused = new TreeMap<>();

    /** Machines that ended by themselves and that somebody has taken note of. */
    private final Set<Machine> buried = new HashSet<>();

    private boolean listed;
  }

  @Override
  public List<WorkspaceResource> resources() {
    return resources.all();
  }

  @Override
  public List<String> orphans() {
    Set<String> known = new TreeSet<>();
    resources.all().forEach(each -> known.add(each.id()));
    List<String> orphans = new ArrayList<>();
    Map<String, String> ours = Map.of(SimulatedResource.WORKSPACE, context.workspace());
    for (ThingKind kind : ThingKind.ofWorkspaces()) {
      for (Thing thing : cloud.things().list(client, kind, ours)) {
        if (!known.contains(thing.labels().getOrDefault(SimulatedResource.RESOURCE, ""))) {
          orphans.add(thing.toString());
        }
      }
    }
    return orphans;
  }

  @Override
  public WorkspaceStorage storage() {
    return cloud.buckets().open(client, resources.bucket());
  }

  @Override
  public List<String> validate(ClusterSpec spec) {
    List<String> problems = new ArrayList<>();
    check("head.instanceTypes", spec.head().instanceTypes(), problems);
    for (WorkerGroupSpec group : spec.workerGroups()) {
      check("workers." + group.name() + ".instanceTypes", group.instanceTypes(), problems);
      if (problems.isEmpty() && workerOfferings(group).isEmpty()) {
        problems.add(
            "workers.%s: expected what a machine of this cloud has, got more than any of %s has"
                .formatted(group.name(), typeNames()));
      }
    }
    return problems;
  }

  private List<String> typeNames() {
    return cloud.machines().types().stream().map(MachineType::name).toList();
  }

  private void check(String path, List<String> types, List<String> problems) {
    for (String type : types) {
      if (!typeNames().contains(type)) {
        problems.add("%s: expected some of %s, got '%s'".formatted(path, typeNames(), type));
      }
    }
  }

  @Override
  public List<ProviderFailure> preflight(ClusterSpec spec) {
    Map<Boolean, Integer> quotas = cloud.machines().quotas(client);
    Map<Boolean, Integer> wanted = new TreeMap<>();
    wanted.merge(false, headOfferings(spec.head()).get(0).shape().cpus(), Integer::sum);
    for (WorkerGroupSpec group : spec.workerGroups()) {
      int cpus = workerOfferings(group).get(0).shape().cpus() * group.min();
      wanted.merge(group.spot() && !group.onDemandFallback(), cpus, Integer::sum);
    }
    List<ProviderFailure> failures = new ArrayList<>();
    wanted.forEach(
        (spot, cpus) -> {
          int quota = quotas.getOrDefault(spot, Integer.MAX_VALUE);
          if (cpus > quota) {
            failures.add(
                ProviderFailure.builder()
                    .kind(FailureKind.QUOTA)
                    .message(
                        "The cluster needs %d CPUs %s, and the account may have %d"
                            .formatted(cpus, spot ? "on spot" : "on demand", quota))
                    .scope(FailureScope.builder().spot(spot).build())
                    .remedy("ask for a higher quota, or for fewer workers")
                    .build());
          }
        });
    return failures;
  }

  @Override
  public List<Offering> headOfferings(HeadSpec head) {
    return offerings(
        head.instanceTypes(),
        head.cpus().orElse(2),
        head.memory().orElse(WORKER_MEMORY),
        0,
        List.of(false));
  }

  @Override
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return offerings(
        group.instanceTypes(),
        group.cpus().orElse(1),
        group.memory().orElse(WORKER_MEMORY),
        group.gpus(),
        List.of(false, true));
  }

  private List<Offering> offerings(
      List<String> named, int cpus, DataSize memory, int gpus, List<Boolean> markets) {
    List<Offering> offerings = new ArrayList<>();
    boolean chosen = false;
    for (MachineType type : cloud.machines().types()) {
      boolean fits =
          type.cpus() >= cpus && type.memory().compareTo(memory) >= 0 && type.gpus() >= gpus;
      boolean meant = named.isEmpty() ? fits && !chosen : named.contains(type.name());
      if (meant) {
        chosen = true;
        for (boolean spot : markets) {
          SimulatedCloud.ZONES.forEach(zone -> offerings.add(offering(type, zone, spot)));
        }
      }
    }
    return offerings;
  }

  private Offering offering(MachineType type, String zone, boolean spot) {
    return Offering.builder()
        .shape(
            NodeShape.builder()
                .instanceType(type.name())
                .cpus(type.cpus())
                .memory(type.memory())
                .gpus(type.gpus())
                .build())
        .zone(zone)
        .spot(spot)
        .hourlyPrice(cloud.machines().price(new Pool(type.name(), zone, spot)))
        .build();
  }

  @Override
  public boolean runsBootScripts() {
    return config.runsBootScripts();
  }

  @Override
  public int largestLaunch() {
    return LARGEST_LAUNCH;
  }

  /** Each listing costs a token, and machines boot for a minute. */
  @Override
  public Duration observationInterval() {
    return Duration.ofSeconds(10);
  }

  @Override
  public Duration listingLag() {
    return Duration.ofSeconds(30);
  }

  private Map<String, String> labels(String uid) {
    return Map.of(SimulatedResource.WORKSPACE, context.workspace(), CLUSTER, uid);
  }

  private Seen look(String uid) {
    Map<Machine, State> machines = cloud.machines().list(client, labels(uid));
    Seen seen = clusters.computeIfAbsent(uid, any -> new Seen());
    synchronized (seen) {
      seen.machines.clear();
      seen.states.clear();
      seen.listed = true;
      machines.forEach(
          (machine, state) -> {
            seen.states.put(machine, state);
            seen.machines
                .computeIfAbsent(machine.label(SLOT), any -> new ArrayList<>())
                .add(machine);
          });
    }
    return seen;
  }

  private Seen known(String uid) {
    Seen seen = clusters.get(uid);
    return seen != null && seen.listed ? seen : look(uid);
  }

  @Override
  public void launch(LaunchRequest request) {
    Offering offering = request.offering();
    Pool pool =
        new Pool(offering.shape().instanceType(), offering.zone().orElseThrow(), offering.spot());
    Seen seen = known(request.clusterUid());
    List<MachineOrder> orders = new ArrayList<>();
    synchronized (seen) {
      for (String slot : request.slots()) {
        List<Machine> before = seen.machines.getOrDefault(slot, List.of());
        if (before.stream().noneMatch(it -> lives(seen.stateOf(it)))) {
          orders.add(order(request, slot, pool.zone(), before.size()));
        }
      }
    }
    if (orders.isEmpty()) {
      return;
    }
    pace(orders.size());
    Optional<ProviderFailure> rest;
    try {
      rest = cloud.machines().launch(client, pool, orders);
    } catch (ProviderException e) {
      if (e.failure().filter(it -> it.kind() == FailureKind.NOT_FOUND).isPresent()) {
        // The workspace may have been made anew in between.
        placements.clear();
      }
      throw e;
    }
    synchronized (seen) {
      request.slots().forEach(seen.refused::remove);
    }
    rest.ifPresent(failure -> refuse(request, failure));
  }

  /** The cloud counts machines, too: more than it takes now would be refused as a whole. */
  private void pace(int machines) {
    CloudLimits.Rate rate = cloud.limits().machines();
    CallPacer pacer =
        context.pacer(
            cloud.name() + " machines",
            (int) Math.min(Integer.MAX_VALUE, rate.burst()),
            rate.perSecond());
    Duration wait = pacer.tryTake(machines);
    if (!wait.isZero()) {
      throw Faults.refusal(
          ProviderFailure.builder()
              .kind(FailureKind.THROTTLED)
              .message(
                  "%d machines more are to be had in %s s".formatted(machines, wait.toSeconds()))
              .retryAfter(wait)
              .build());
    }
  }

  private static boolean lives(State state) {
    return state == State.PENDING || state == State.RUNNING;
  }

  private MachineOrder order(LaunchRequest request, String slot, String zone, int before) {
    Map<String, String> labels = new TreeMap<>(labels(request.clusterUid()));
    labels.put(SLOT, slot);
    request.tags().forEach(labels::put);
    boolean head = slot.equals(LaunchRequest.HEAD_SLOT);
    return new MachineOrder(
        "%s/%s/%s/%d".formatted(context.workspace(), request.clusterUid(), slot, before),
        labels,
        placement(zone, head),
        request.bootScripts().getOrDefault(slot, ""));
  }

  private Set<String> placement(String zone, boolean head) {
    return Set.of(
        placed(resources.subnet(zone)), placed(resources.firewall()), placed(resources.role(head)));
  }

  /** What was found is kept: the next attempt goes on from there. */
  private String placed(SimulatedResource resource) {
    String known = placements.get(resource);
    if (known == null) {
      known = resource.requireId();
      placements.put(resource, known);
    }
    return known;
  }

  /** Some of the slots have machines: who has none is seen only now. */
  private void refuse(LaunchRequest request, ProviderFailure failure) {
    Seen seen = look(request.clusterUid());
    synchronized (seen) {
      for (String slot : request.slots()) {
        List<Machine> machines = seen.machines.getOrDefault(slot, List.of());
        if (machines.stream().noneMatch(it -> lives(seen.stateOf(it)))) {
          seen.refused.put(slot, failure);
        }
      }
    }
  }

  @Override
  public List<SlotObservation> observe(String clusterUid) {
    Seen seen = look(clusterUid);
    Map<String, SlotObservation> slots = new TreeMap<>();
    synchronized (seen) {
      seen.refused.forEach(
          (slot, failure) ->
              slots.put(
                  slot,
                  SlotObservation.builder()
                      .slot(slot)
                      .state(SlotState.FAILED)
                      .reason(failure.message())
                      .failure(failure)
                      .build()));
      seen.machines.forEach(
          (slot, machines) -> {
            Machine machine = machines.get(machines.size() - 1);
            State state = seen.stateOf(machine);
            if (state != State.ENDED
                || (machine.failure().isPresent() && !seen.buried.contains(machine))) {
              slots.put(slot, observation(slot, machine, state));
            }
          });
    }
    return List.copyOf(slots.values());
  }

  private static SlotObservation observation(String slot, Machine machine, State state) {
    SlotObservation.Builder seen = SlotObservation.builder().slot(slot).machineId(machine.id());
    switch (state) {
      case PENDING -> seen.state(SlotState.PENDING);
      case RUNNING -> {
        seen.state(SlotState.RUNNING)
            .address(
                SshAddress.builder()
                    .host(machine.address())
                    .user("cloudtik")
                    .directory(Path.of("/opt/cloudtik/node"))
                    .build());
        machine.leaves().ifPresent(at -> seen.notice(LossNotice.of(at, "the cloud takes it back")));
      }
      case ENDING, STOPPING, STOPPED -> seen.state(SlotState.TERMINATING);
      case ENDED -> {
        ProviderFailure failure = machine.failure().orElseThrow();
        seen.state(SlotState.FAILED).reason(failure.message()).failure(failure);
      }
    }
    return seen.build();
  }

  @Override
  public void terminate(String clusterUid, Set<String> slots) {
    Seen seen = look(clusterUid);
    Set<String> ids = new TreeSet<>();
    synchronized (seen) {
      for (String slot : slots) {
        seen.refused.remove(slot);
        for (Machine machine : seen.machines.getOrDefault(slot, List.of())) {
          if (lives(seen.stateOf(machine))) {
            ids.add(machine.id());
            seen.states.put(machine, State.ENDING);
          } else {
            seen.buried.add(machine);
          }
        }
      }
    }
    if (!ids.isEmpty()) {
      cloud.machines().terminate(client, ids);
    }
  }

  @Override
  public List<String> inventory(String clusterUid) {
    Seen seen = look(clusterUid);
    List<String> lines = new ArrayList<>();
    synchronized (seen) {
      seen.states.forEach(
          (machine, state) -> {
            if (state != State.ENDED) {
              lines.add(
                  "machine %s of slot %s, %s, in %s"
                      .formatted(
                          machine.id(),
                          machine.label(SLOT),
                          state.name().toLowerCase(Locale.ROOT),
                          machine.pool()));
            }
          });
    }
    return lines.stream().sorted().toList();
  }

  @Override
  public String console(String clusterUid, String slot) {
    Seen seen = known(clusterUid);
    List<Machine> machines;
    synchronized (seen) {
      machines = List.copyOf(seen.machines.getOrDefault(slot, List.of()));
    }
    if (machines.isEmpty()) {
      return "";
    }
    try {
      return cloud.machines().console(client, machines.get(machines.size() - 1).id());
    } catch (ProviderException e) {
      return "";
    }
  }
}
