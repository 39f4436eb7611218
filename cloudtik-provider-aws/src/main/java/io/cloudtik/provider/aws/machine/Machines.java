/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.aws.machine;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.provider.aws.AwsCalls;
import io.cloudtik.provider.aws.AwsClients;
import io.cloudtik.provider.aws.CallFamily;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.HeadSpec;
import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.LossNotice;
import io.cloudtik.spi.provider.Offering;
import io.cloudtik.spi.provider.ProviderContext;
import io.cloudtik.spi.provider.SlotObservation;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.ec2.model.Instance;
import software.amazon.awssdk.services.ec2.model.InstanceStateName;

/**
 * The machines of a workspace on AWS: the half of {@link io.cloudtik.spi.provider.CloudProvider}
 * that has slots. What it remembers only saves calls. Thread-safe.
 */
public final class Machines {
  static final String PROVIDER = "aws";
  private static final String UNKNOWN = "InvalidInstanceID.NotFound";

  /** <i>Launch instances in batches</i>: EC2 advises against more in a call. */
  private static final int LARGEST_LAUNCH = 100;

  /** Each listing costs a token of the account, and machines boot for half a minute. */
  private static final Duration OBSERVATION_INTERVAL = Duration.ofSeconds(10);

  /** <i>Eventual consistency in the Amazon EC2 API</i> gives no figure; seconds are usual. */
  private static final Duration LISTING_LAG = Duration.ofSeconds(30);

  private final AwsClients clients;
  private final AwsCalls calls;
  private final MachineOptions options;
  private final Clock clock;
  private final Instances instances;
  private final TypeCatalog types;
  private final HandedOn handedOn;
  private final PriceList priceList;
  private final Prices prices;
  private final Images images;
  private final Offers offers;
  private final Launches launches;
  private final Heads heads;
  private final SpotNotices spotNotices;
  private final Leftovers leftovers;
  private final Console console;
  private final Preflight preflight;
  private final Map<String, ClusterMemory> clusters = new ConcurrentHashMap<>();

  /** Makes the machines of a workspace; asks nobody. */
  public Machines(
      AwsClients clients,
      AwsCalls calls,
      Places places,
      MachineOptions options,
      ProviderContext context) {
    this.clients = clients;
    this.calls = calls;
    this.options = options;
    this.clock = context.clock();
    instances = new Instances(clients, calls, places);
    types = new TypeCatalog(clients, calls);
    handedOn = new HandedOn(places.documents());
    priceList = new PriceList(clients, calls);
    prices = new Prices(clients, calls, clock, priceList, handedOn);
    images = new Images(clients, calls, options, handedOn, priceList.isHere());
    offers = new Offers(types, prices, places, options);
    heads = new Heads(clients, calls, context.onHead());
    RunCall run = new RunCall(clients, calls, places, options, images, types, heads, context);
    launches =
        new Launches(
            run,
            new LaunchBook(places.documents(), places.workspace()),
            clock,
            LARGEST_LAUNCH,
            LISTING_LAG);
    spotNotices = new SpotNotices(clients, calls, instances, clock);
    leftovers = new Leftovers(clients, calls, instances);
    console = new Console(clients, calls);
    preflight = new Preflight(clients, calls, places, images, offers, run);
  }

  /** Returns what in the spec cannot be done. */
  public List<String> validate(ClusterSpec spec) {
    List<String> problems = new ArrayList<>();
    check("head", spec.head().instanceTypes(), problems);
    if (problems.isEmpty() && offers.types(spec.head()).isEmpty()) {
      problems.add("head: expected what an instance type has, got more than any of the usual ones");
    }
    for (WorkerGroupSpec group : spec.workerGroups()) {
      int before = problems.size();
      check("workers." + group.name(), group.instanceTypes(), problems);
      if (problems.size() == before && offers.types(group).isEmpty()) {
        problems.add(
            "workers.%s: expected what an instance type has, got more than any of the usual ones; name one with instanceTypes"
                .formatted(group.name()));
      }
    }
    return problems;
  }

  private void check(String path, List<String> named, List<String> problems) {
    Set<String> unknown = new TreeSet<>(named);
    types.named(named).forEach(type -> unknown.remove(type.name()));
    for (String type : unknown) {
      problems.add(
          "%s.instanceTypes: expected types that %s has, got '%s'"
              .formatted(path, clients.config().region(), type));
    }
  }

  /** Returns what would refuse a start now. */
  public List<ProviderFailure> preflight(ClusterSpec spec) {
    return preflight.check(spec);
  }

  /** Returns what the head can be. */
  public List<Offering> headOfferings(HeadSpec head) {
    return some(offers.ofHead(head), "the head", offers.types(head));
  }

  /** Returns what workers of a group can be. */
  public List<Offering> workerOfferings(WorkerGroupSpec group) {
    return some(offers.ofWorkers(group), "workers of " + group.name(), offers.types(group));
  }

  private List<Offering> some(List<Offering> found, String whose, List<MachineType> tried) {
    if (!found.isEmpty()) {
      return found;
    }
    throw new ProviderException(
        PROVIDER,
        ProviderFailure.builder()
            .kind(FailureKind.CONFIGURATION)
            .message(
                "machines for %s: the zones of the workspace have none of %s"
                    .formatted(whose, tried.stream().map(MachineType::name).toList()))
            .remedy("name other instance types, ask for less, or give the workspace more zones")
            .build(),
        null);
  }

  /** Asks for machines. */
  public void launch(LaunchRequest request) {
    if (priceList.isHere() && request.slots().contains(LaunchRequest.HEAD_SLOT)) {
      // The image of the head's architecture comes with those of all others.
      images.of(types.architecture(request.offering().shape().instanceType()));
      handedOn.write(options.system(), images.known(), prices.known());
    }
    ClusterMemory memory = look(request.clusterUid());
    launches.launch(request, memory);
    if (request.slots().contains(LaunchRequest.HEAD_SLOT)) {
      heads.handOver(memory);
    }
  }

  /** Returns how many slots one launch names. */
  public int largestLaunch() {
    return LARGEST_LAUNCH;
  }

  /** Returns how long an observation is good for. */
  public Duration observationInterval() {
    return OBSERVATION_INTERVAL;
  }

  /** Returns how long a machine may be missing from lists. */
  public Duration listingLag() {
    return LISTING_LAG;
  }

  private ClusterMemory memory(String uid) {
    return clusters.computeIfAbsent(uid, any -> new ClusterMemory(LISTING_LAG));
  }

  private ClusterMemory look(String uid) {
    ClusterMemory memory = memory(uid);
    memory.saw(instances.list(uid), clock.instant());
    return memory;
  }

  /** Returns what is known of the slots of a cluster. */
  public List<SlotObservation> observe(String uid) {
    ClusterMemory memory = look(uid);
    heads.tryToHandOver(memory);
    boolean spot =
        memory.bySlot().values().stream()
            .anyMatch(
                it -> StateReasons.isSpot(it) && it.state().name() == InstanceStateName.RUNNING);
    Map<String, LossNotice> notices = spot ? spotNotices.of(uid) : Map.of();
    return new Observation(memory, notices, options.login()).slots();
  }

  /** Ends the machines of slots. */
  public void terminate(String uid, Set<String> slots) {
    ClusterMemory memory = look(uid);
    List<Instance> ending = new ArrayList<>();
    for (String slot : slots) {
      memory.forgetRefusal(slot);
      for (Instance instance : memory.of(slot)) {
        if (Instances.gone(instance)) {
          memory.bury(instance);
        } else {
          ending.add(instance);
        }
      }
    }
    for (List<Instance> part : heads.ownFirst(ending)) {
      for (int from = 0; from < part.size(); from += LARGEST_LAUNCH) {
        terminate(part.subList(from, Math.min(part.size(), from + LARGEST_LAUNCH)), memory);
      }
    }
  }

  /** One that EC2 does not know would keep it from ending the others. */
  private void terminate(List<Instance> some, ClusterMemory memory) {
    try {
      end(some);
    } catch (ProviderException e) {
      if (!SdkCodes.of(e).equals(UNKNOWN)) {
        throw heads.explained(e, some);
      }
      if (some.size() > 1) {
        some.forEach(each -> terminate(List.of(each), memory));
      }
      return;
    }
    some.forEach(memory::end);
  }

  private void end(List<Instance> some) {
    List<String> ids = some.stream().map(Instance::instanceId).toList();
    calls.call(
        CallFamily.EC2_TERMINATE,
        "TerminateInstances",
        ids.size() == 1 ? ids.get(0) : ids.size() + " instances from " + ids.get(0),
        () -> clients.ec2().terminateInstances(it -> it.instanceIds(ids)));
  }

  /** Returns everything of a cluster that costs. */
  public List<String> inventory(String uid) {
    return leftovers.of(uid, instances.list(uid));
  }

  /** Returns the end of what the machine of a slot printed. */
  public String console(String uid, String slot) {
    List<Instance> of = look(uid).of(slot);
    return of.isEmpty() ? "" : console.of(of.get(of.size() - 1).instanceId());
  }
}
