/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.spec.DataSize;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/**
 * A cloud with one account in one region of three zones, in a time of its own. The same seed and
 * the same calls give the same run. Thread-safe.
 */
public final class SimulatedCloud implements AutoCloseable {
  /** The zones of the region. */
  public static final List<String> ZONES = List.of("sim-a", "sim-b", "sim-c");

  private static final BigDecimal SPOT_PART = new BigDecimal("0.3");
  private static final List<MachineType> TYPES =
      List.of(
          type("sim.large", 2, 8, 0, "0.096"),
          type("sim.xlarge", 4, 16, 0, "0.192"),
          type("sim.2xlarge", 8, 32, 0, "0.384"),
          type("sim.gpu", 8, 32, 1, "1.006"));
  private static final Map<String, SimulatedCloud> OPEN = new ConcurrentHashMap<>();
  private static final AtomicInteger NAMES = new AtomicInteger();

  private final String name = "cloud-" + NAMES.incrementAndGet();
  private final VirtualTime time = new VirtualTime();
  private final Faults faults = new Faults(time);
  private final CallGate gate;
  private final Machines machines;
  private final Things things;
  private final Buckets buckets;
  private final CloudLimits limits;
  private final long seed;
  private final SimulatedJobs jobs = new SimulatedJobs();
  private final Map<Class<?>, Object> companions = new HashMap<>();

  private SimulatedCloud(long seed, CloudLimits limits) {
    this.seed = seed;
    this.limits = limits;
    gate = new CallGate(time, seed, faults, limits);
    machines = new Machines(gate, seed + 1, limits, TYPES);
    things = new Things(gate, seed + 2, machines::usersOf);
    machines.checkUsesWith(things::isReady);
    buckets = new Buckets(time.clock(), things::hasBucket);
    OPEN.put(name, this);
  }

  private static MachineType type(String name, int cpus, int gib, int gpus, String price) {
    BigDecimal hourly = new BigDecimal(price);
    return new MachineType(name, cpus, DataSize.gib(gib), gpus, hourly, hourly.multiply(SPOT_PART));
  }

  /** Makes a cloud that takes every call at once. */
  public static SimulatedCloud of(long seed) {
    return new SimulatedCloud(seed, CloudLimits.none());
  }

  /** Makes a cloud that takes its time, and so many calls. */
  public static SimulatedCloud of(long seed, CloudLimits limits) {
    return new SimulatedCloud(seed, limits);
  }

  static SimulatedCloud open(String name) {
    SimulatedCloud cloud = OPEN.get(name);
    if (cloud == null) {
      throw new IllegalArgumentException(
          "there is no simulated cloud '%s' in this JVM; there are %s"
              .formatted(name, OPEN.keySet()));
    }
    return cloud;
  }

  /** Returns the name by which configs refer to it, in this JVM. */
  public String name() {
    return name;
  }

  /** Returns where its chance began. */
  public long seed() {
    return seed;
  }

  /** Returns its time. */
  public VirtualTime time() {
    return time;
  }

  /** Returns what it takes of calls. */
  public CloudLimits limits() {
    return limits;
  }

  /** Returns what calls meet on their way. */
  public Faults faults() {
    return faults;
  }

  /** Returns its machines. */
  public Machines machines() {
    return machines;
  }

  /** Returns what it has besides. */
  public Things things() {
    return things;
  }

  /** Returns what lies in its buckets. */
  public Buckets buckets() {
    return buckets;
  }

  /** Returns what comes of the jobs that its machines are told to run. */
  public SimulatedJobs jobs() {
    return jobs;
  }

  /**
   * Returns what goes with this cloud, one of each type, which is made when it is first asked for.
   */
  public synchronized <T> T companion(Class<T> type, Function<SimulatedCloud, T> maker) {
    Object known = companions.get(type);
    if (known == null) {
      known = maker.apply(this);
      companions.put(type, known);
    }
    return type.cast(known);
  }

  /** Makes a process that calls. */
  public CloudClient client(String process) {
    return new CloudClient(gate, process);
  }

  /** Returns all calls so far, as they came. */
  public List<CallRecord> log() {
    return gate.log();
  }

  /** Returns everything that exists and could cost money or be in the way, for people. */
  public List<String> leftovers() {
    List<String> left = new ArrayList<>();
    machines.living().forEach(each -> left.add(each.toString()));
    things.all().forEach(each -> left.add(each.toString()));
    return left;
  }

  /**
   * Forgets it: configs that refer to it are good for nothing from now on, and whatever waits in
   * its time is ended.
   */
  @Override
  public void close() {
    OPEN.remove(name);
    time.end();
  }
}
