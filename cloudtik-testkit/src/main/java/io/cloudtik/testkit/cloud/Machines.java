/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

import io.cloudtik.error.FailureKind;
import io.cloudtik.error.FailureScope;
import io.cloudtik.error.ProviderException;
import io.cloudtik.error.ProviderFailure;
import io.cloudtik.testkit.cloud.Machine.State;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * The machines of the cloud: what it has, what it sells, and what becomes of what it sold. Tests
 * script it; providers call {@link #launch}, {@link #list}, {@link #terminate} and {@link
 * #console}. Thread-safe.
 */
public final class Machines {
  /** The name of the call that launches. */
  public static final String LAUNCH = "LaunchMachines";

  /** The name of the call that lists. */
  public static final String LIST = "ListMachines";

  /** The name of the call that ends. */
  public static final String TERMINATE = "TerminateMachines";

  /** The name of the call that reads what a machine printed. */
  public static final String CONSOLE = "ReadConsole";

  private static final String RATE = "machines that are launched";
  private static final Duration ENDING = Duration.ofSeconds(30);
  private static final Duration STATED_AFTER_END = Duration.ofMinutes(10);
  private static final int OCTET = 250;

  private final CallGate gate;
  private final VirtualTime time;
  private final Random random;
  private final CloudLimits limits;
  private final Map<String, MachineType> types;
  private final Map<String, Machine> byId = new LinkedHashMap<>();
  private final Map<String, Machine> byToken = new TreeMap<>();
  private final List<Room> rooms = new ArrayList<>();
  private final Map<Boolean, Integer> quotas = new TreeMap<>();
  private final Set<String> darkZones = new TreeSet<>();
  private final List<MachineListener> listeners = new ArrayList<>();
  private Predicate<String> ready = thing -> true;
  private Duration boot = Duration.ofSeconds(60);
  private double spread = 0.3;
  private Duration lag = Duration.ZERO;
  private boolean tellsLate;
  private int neverBoot;
  private int sick;
  private int ghosts;
  private int made;

  Machines(CallGate gate, long seed, CloudLimits limits, Collection<MachineType> types) {
    this.gate = gate;
    this.time = gate.time();
    this.random = new Random(seed);
    this.limits = limits;
    this.types = new LinkedHashMap<>();
    types.forEach(type -> this.types.put(type.name(), type));
  }

  void checkUsesWith(Predicate<String> isReady) {
    ready = isReady;
  }

  /** Returns the machines that cannot be without a thing. */
  List<String> usersOf(String thing) {
    return living().stream()
        .filter(each -> each.order().uses().contains(thing))
        .map(each -> "machine " + each.id())
        .toList();
  }

  /** How many machines of some pools there are; the first that matches counts. */
  private record Room(Predicate<Pool> pools, int machines) {}

  // What tests say.

  /** Sets how long machines boot, and by which part of that it varies; default 60 s, 0.3. */
  public synchronized void boot(Duration mean, double variation) {
    boot = mean;
    spread = variation;
  }

  /** Sets how old at most the answers of readings are; default not at all. */
  public synchronized void lag(Duration most) {
    lag = most;
  }

  /** Sets how many machines some pools have from now on, each of them; default any number. */
  public synchronized void room(Predicate<Pool> pools, int machines) {
    rooms.add(0, new Room(pools, machines));
  }

  /** Sets how many CPUs may run on a market; default any number. */
  public synchronized void quota(boolean spot, int cpus) {
    quotas.put(spot, cpus);
  }

  /** Lets calls take every order, and machines that cannot be had fail by themselves afterwards. */
  public synchronized void tellLate(boolean late) {
    tellsLate = late;
  }

  /** Lets the next machines stay pending for ever. */
  public synchronized void neverBoot(int machines) {
    neverBoot = machines;
  }

  /** Lets the next machines boot so that nothing works on them. */
  public synchronized void bootSick(int machines) {
    sick = machines;
  }

  /** Lets what runs on the next machines that are taken away go on, out of the cloud's sight. */
  public synchronized void leaveGhosts(int machines) {
    ghosts = machines;
  }

  /** Adds who plays what runs on machines. */
  public synchronized void listen(MachineListener listener) {
    listeners.add(listener);
  }

  /** Takes the power of a zone away: its machines end, and none is to be had until then. */
  public void outage(String zone, Duration length) {
    synchronized (this) {
      darkZones.add(zone);
    }
    take(machine -> machine.pool().zone().equals(zone), "the zone has no power");
    time.at(length, () -> restore(zone));
  }

  private synchronized void restore(String zone) {
    darkZones.remove(zone);
  }

  /** Tells a spot machine that runs that it may be taken back before long; nothing else happens. */
  public void advise(Machine machine) {
    if (!machine.pool().spot() || machine.state() != State.RUNNING) {
      throw new IllegalArgumentException("expected a spot machine that runs, got " + machine);
    }
    machine.advised(time.clock().instant());
  }

  /**
   * Announces to a part of the spot machines that run that they will be taken back, and does so.
   */
  public int reclaim(double part, Duration notice) {
    List<Machine> spot =
        new ArrayList<>(
            all().stream()
                .filter(each -> each.pool().spot() && each.state() == State.RUNNING)
                .toList());
    List<Machine> chosen;
    synchronized (this) {
      Collections.shuffle(spot, random);
      chosen = spot.subList(0, (int) Math.round(spot.size() * part));
    }
    Instant now = time.clock().instant();
    chosen.forEach(each -> each.leaves(now.plus(notice), now));
    Set<Machine> leaving = Set.copyOf(chosen);
    time.at(notice, () -> take(leaving::contains, "the cloud took its spot machine back"));
    return leaving.size();
  }

  /** Takes machines away without a word. */
  public void take(Predicate<Machine> which, String why) {
    for (Machine machine : all()) {
      if (which.test(machine)
          && (machine.state() == State.PENDING || machine.state() == State.RUNNING)) {
        machine.failure(failure(FailureKind.UNAVAILABLE, why, machine.pool()));
        ended(machine);
        silence(machine);
      }
    }
  }

  /** Returns every machine that was ever launched, in that order. */
  public synchronized List<Machine> all() {
    return List.copyOf(byId.values());
  }

  /** Returns the machines that cost money, in the order in which they were launched. */
  public List<Machine> living() {
    return all().stream().filter(each -> each.state() != State.ENDED).toList();
  }

  /** Returns what machines cost an hour now, in US dollars. */
  public BigDecimal hourlyCost() {
    return living().stream()
        .filter(Machines::uses)
        .map(each -> price(each.pool()))
        .reduce(BigDecimal.ZERO, BigDecimal::add);
  }

  /** Returns the types that there are. */
  public List<MachineType> types() {
    return List.copyOf(types.values());
  }

  /** Returns what a machine of a pool costs in an hour, in US dollars. */
  public BigDecimal price(Pool pool) {
    MachineType type = Objects.requireNonNull(types.get(pool.type()), pool::toString);
    return pool.spot() ? type.hourlySpotPrice() : type.hourlyPrice();
  }

  // What providers call.

  /**
   * Launches a machine for each order as far as there is room.
   *
   * @return why the rest was not to be had; empty if all are
   * @throws ProviderException if none was launched
   */
  public Optional<ProviderFailure> launch(
      CloudClient client, Pool pool, List<MachineOrder> orders) {
    return client.change(
        LAUNCH, pool + " x" + orders.size(), pool.zone(), () -> launched(pool, orders));
  }

  private Optional<ProviderFailure> launched(Pool pool, List<MachineOrder> orders) {
    return launch(pool, orders, 1);
  }

  /**
   * Launches, in a call that has passed the gate, a machine for each order as far as there is room.
   *
   * @param least with how few of the orders that are new it is still good
   * @return why the rest was not to be had; empty if all are
   * @throws ProviderException if none was launched
   */
  public synchronized Optional<ProviderFailure> launch(
      Pool pool, List<MachineOrder> orders, int least) {
    MachineType type = types.get(pool.type());
    if (type == null) {
      throw Faults.refusal(
          failure(FailureKind.CONFIGURATION, "no machine type " + pool.type(), pool));
    }
    for (MachineOrder order : orders) {
      for (String used : order.uses()) {
        if (!ready.test(used)) {
          throw Faults.refusal(FailureKind.NOT_FOUND, used + " is not available");
        }
      }
    }
    List<MachineOrder> fresh = orders.stream().filter(order -> !isKnown(order.token())).toList();
    if (!fresh.isEmpty() && !gate.admits(RATE, limits.machines(), fresh.size())) {
      throw Faults.refusal(
          FailureKind.THROTTLED, "Request limit exceeded: %d machines".formatted(fresh.size()));
    }
    int room = 0;
    ProviderFailure none = null;
    while (room < fresh.size() && none == null) {
      none = refusal(pool, type, room);
      room += none == null ? 1 : 0;
    }
    if (none != null && !tellsLate && room < least && fresh.size() == orders.size()) {
      throw Faults.refusal(none);
    }
    for (int i = 0; i < (tellsLate ? fresh.size() : room); i++) {
      add(pool, fresh.get(i), i < room ? null : none);
    }
    return tellsLate ? Optional.empty() : Optional.ofNullable(none);
  }

  /** A token is forgotten with its machine. */
  private boolean isKnown(String token) {
    Machine before = byToken.get(token);
    return before != null && isListed(before, time.nanos());
  }

  private static boolean isListed(Machine machine, long now) {
    return machine.stateAt(now - STATED_AFTER_END.toNanos()) != State.ENDED;
  }

  private @Nullable ProviderFailure refusal(Pool pool, MachineType type, int more) {
    if (darkZones.contains(pool.zone())) {
      return ProviderFailure.builder()
          .kind(FailureKind.CAPACITY)
          .message("Nothing can be launched in " + pool.zone() + " now")
          .code("ZoneOutage")
          .scope(FailureScope.builder().addZones(pool.zone()).build())
          .build();
    }
    int quota = quotas.getOrDefault(pool.spot(), Integer.MAX_VALUE);
    int cpus =
        byId.values().stream()
            .filter(each -> each.pool().spot() == pool.spot() && uses(each))
            .mapToInt(each -> Objects.requireNonNull(types.get(each.pool().type())).cpus())
            .sum();
    if (cpus + (more + 1) * type.cpus() > quota) {
      return ProviderFailure.builder()
          .kind(FailureKind.QUOTA)
          .message("The account may have %d CPUs, and has %d".formatted(quota, cpus))
          .code("CpuLimitExceeded")
          .scope(FailureScope.builder().spot(pool.spot()).build())
          .build();
    }
    for (Room room : rooms) {
      if (room.pools.test(pool)) {
        long used =
            byId.values().stream().filter(each -> each.pool().equals(pool) && uses(each)).count();
        return used + more < room.machines
            ? null
            : failure(FailureKind.CAPACITY, "There is no room for more in " + pool, pool);
      }
    }
    return null;
  }

  private static boolean uses(Machine machine) {
    return machine.state() == State.PENDING || machine.state() == State.RUNNING;
  }

  private void add(Pool pool, MachineOrder order, @Nullable ProviderFailure late) {
    int number = ++made;
    Machine machine =
        new Machine(
            "i-%08x".formatted(number),
            order,
            pool,
            order
                .properties()
                .getOrDefault(
                    "address", "10.0.%d.%d".formatted(number / OCTET, number % OCTET + 1)),
            time.elapsed());
    byId.put(machine.id(), machine);
    byToken.put(order.token(), machine);
    listening().forEach(each -> each.launched(machine));
    if (late != null) {
      time.at(Duration.ofSeconds(2), () -> failed(machine, late));
      return;
    }
    if (neverBoot > 0) {
      neverBoot--;
      return;
    }
    boot(machine);
  }

  private void boot(Machine machine) {
    boolean isSick = sick > 0;
    sick = Math.max(0, sick - 1);
    double part = 1 - spread + 2 * spread * random.nextDouble();
    time.at(Duration.ofNanos((long) (boot.toNanos() * part)), () -> booted(machine, isSick));
  }

  private void failed(Machine machine, ProviderFailure why) {
    if (machine.state() == State.PENDING) {
      machine.failure(why);
      ended(machine);
    }
  }

  private void booted(Machine machine, boolean isSick) {
    if (machine.state() == State.PENDING) {
      machine.become(State.RUNNING, time.nanos());
      machine.answers(!isSick);
      listening().forEach(each -> each.booted(machine, isSick));
    }
  }

  private synchronized List<MachineListener> listening() {
    return List.copyOf(listeners);
  }

  /**
   * Lists machines that carry labels, with those that ended a few minutes ago, as they were a while
   * ago.
   */
  public Map<Machine, State> list(CloudClient client, Map<String, String> labels) {
    return client.read(LIST, labels.toString(), () -> listed(labels));
  }

  private synchronized Map<Machine, State> listed(Map<String, String> labels) {
    long now = time.nanos();
    Map<Machine, State> found = new LinkedHashMap<>();
    for (Machine machine : byId.values()) {
      if (machine.carries(labels)) {
        State state = machine.stateAt(now - (long) (lag.toNanos() * random.nextDouble()));
        if (state != null && isListed(machine, now)) {
          found.put(machine, state);
        }
      }
    }
    return found;
  }

  /**
   * Ends machines; those that have ended are fine.
   *
   * @throws ProviderException with {@link FailureKind#NOT_FOUND} if one of them never was; then
   *     nothing is done
   */
  public void terminate(CloudClient client, Set<String> ids) {
    client.change(TERMINATE, String.join(",", ids), () -> terminated(ids));
  }

  private synchronized @Nullable Void terminated(Set<String> ids) {
    for (String id : ids) {
      if (!byId.containsKey(id)) {
        throw Faults.refusal(FailureKind.NOT_FOUND, "The machine " + id + " does not exist");
      }
    }
    for (String id : new TreeSet<>(ids)) {
      Machine machine = Objects.requireNonNull(byId.get(id));
      if (machine.state() != State.ENDING && machine.state() != State.ENDED) {
        machine.become(State.ENDING, time.nanos());
        silence(machine);
        later(ENDING, () -> ended(machine));
      }
    }
    return null;
  }

  private void later(Duration mean, Runnable event) {
    time.at(Duration.ofNanos((long) (mean.toNanos() * (0.5 + random.nextDouble()))), event);
  }

  private void ended(Machine machine) {
    machine.become(State.ENDED, time.nanos());
    listening().forEach(each -> each.gone(machine));
  }

  // What wire protocols do besides, in calls that have passed the gate.

  /** Sells these types, too. */
  public synchronized void offer(Collection<MachineType> more) {
    more.forEach(type -> types.put(type.name(), type));
  }

  /** Returns a machine that ever was, if one has that id. */
  public synchronized Optional<Machine> find(String id) {
    return Optional.ofNullable(byId.get(id));
  }

  /**
   * Returns machines as they were a while ago, with those that ended within a time.
   *
   * @param stated how long one is told of after its end
   */
  public synchronized Map<Machine, State> seen(Duration stated) {
    long now = time.nanos();
    Map<Machine, State> found = new LinkedHashMap<>();
    for (Machine machine : byId.values()) {
      State state = machine.stateAt(now - (long) (lag.toNanos() * random.nextDouble()));
      if (state != null && machine.stateAt(now - stated.toNanos()) != State.ENDED) {
        found.put(machine, state);
      }
    }
    return found;
  }

  /** Returns a machine that everybody sees already, and is told of after its end for a while. */
  public synchronized Optional<Machine> seen(String id, Duration stated) {
    long now = time.nanos();
    long then = now - (long) (lag.toNanos() * random.nextDouble());
    return find(id)
        .filter(it -> it.stateAt(then) != null)
        .filter(it -> it.stateAt(now - stated.toNanos()) != State.ENDED);
  }

  /** Returns how many CPUs may run on a market. */
  public synchronized int cpusAllowed(boolean spot) {
    return quotas.getOrDefault(spot, Integer.MAX_VALUE);
  }

  /** Ends machines that exist. */
  public void end(Set<String> ids) {
    var unused = terminated(ids);
  }

  /** Stops a machine that runs; it keeps its disk. */
  public synchronized void stop(Machine machine) {
    if (machine.state() == State.RUNNING || machine.state() == State.PENDING) {
      machine.become(State.STOPPING, time.nanos());
      end(machine);
      later(ENDING, () -> stopped(machine));
    }
  }

  private void stopped(Machine machine) {
    if (machine.state() == State.STOPPING) {
      machine.become(State.STOPPED, time.nanos());
    }
  }

  /**
   * Starts a machine that is stopped.
   *
   * @throws ProviderException if there is no room for it
   */
  public synchronized void start(Machine machine) {
    if (machine.state() == State.STOPPED) {
      MachineType type = Objects.requireNonNull(types.get(machine.pool().type()));
      ProviderFailure none = refusal(machine.pool(), type, 0);
      if (none != null) {
        throw Faults.refusal(none);
      }
      machine.become(State.PENDING, time.nanos());
      boot(machine);
    }
  }

  private void silence(Machine machine) {
    synchronized (this) {
      if (ghosts > 0 && machine.answers()) {
        ghosts--;
        return;
      }
    }
    end(machine);
  }

  /** Ends what runs on a machine, also what went on out of the cloud's sight. */
  public void end(Machine machine) {
    machine.answers(false);
    listening().forEach(each -> each.ended(machine));
  }

  /** Reads how many CPUs may run, by whether they are on spot; no entry for any number. */
  public Map<Boolean, Integer> quotas(CloudClient client) {
    return client.read("ListQuotas", "CPUs", this::quotasNow);
  }

  private synchronized Map<Boolean, Integer> quotasNow() {
    return Map.copyOf(quotas);
  }

  /** Reads what a machine printed while it booted. */
  public String console(CloudClient client, String id) {
    return client.read(
        CONSOLE,
        id,
        () -> {
          Machine machine = byId(id);
          return printed(machine);
        });
  }

  /** Returns what a machine printed while it booted. */
  public String printed(Machine machine) {
    StringBuilder text =
        new StringBuilder(machine.hasBooted() ? "booted " + machine.id() + "\n" : "");
    listening().forEach(each -> text.append(each.printed(machine)));
    return text.toString();
  }

  private synchronized Machine byId(String id) {
    Machine machine = byId.get(id);
    if (machine == null) {
      throw Faults.refusal(FailureKind.NOT_FOUND, "The machine " + id + " does not exist");
    }
    return machine;
  }

  private static ProviderFailure failure(FailureKind kind, String message, Pool pool) {
    return ProviderFailure.builder()
        .kind(kind)
        .message(message)
        .code(kind.name())
        .scope(
            FailureScope.builder()
                .addInstanceTypes(pool.type())
                .addZones(pool.zone())
                .spot(pool.spot())
                .build())
        .build();
  }

  /** Returns what machines have cost so far, in US dollars. */
  public BigDecimal cost() {
    BigDecimal sum = BigDecimal.ZERO;
    for (Machine machine : all()) {
      BigDecimal hours =
          BigDecimal.valueOf(machine.paid(time.nanos()).toMillis())
              .divide(BigDecimal.valueOf(Duration.ofHours(1).toMillis()), MathContext.DECIMAL32);
      sum = sum.add(price(machine.pool()).multiply(hours));
    }
    return sum;
  }
}
