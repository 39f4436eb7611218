/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.PlannedStep.Action;
import io.cloudtik.Retained;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.event.Event;
import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.record.WorkspaceRecords;
import io.cloudtik.impl.wait.SimulatedTime;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.cloud.CallRecord;
import io.cloudtik.testkit.cloud.ClientStopped;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.CloudLimits;
import io.cloudtik.testkit.cloud.LastCall;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedFactory;
import io.cloudtik.testkit.cloud.Thing;
import io.cloudtik.testkit.cloud.ThingKind;
import io.cloudtik.testkit.cloud.ThingOrder;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/** The real engine on the whole resource set of a cloud that says no. */
class SimulatedWorkspaceTest {
  private static final CloudLimits LIMITS = CloudLimits.ec2();
  private static final int RESOURCES = 19;

  /** About eight for each: looks of the plan and of the work, and what makes it. */
  private static final int MOST_CALLS = 160;

  private SimulatedCloud cloud = SimulatedCloud.of(1, LIMITS);
  private UnaryOperator<Simulated> config = it -> it;
  private int clients;

  @AfterEach
  void forget() {
    cloud.close();
  }

  private void renew(long seed) {
    cloud.close();
    cloud = SimulatedCloud.of(seed, LIMITS);
    cloud.things().lag(Duration.ofSeconds(5));
  }

  /** One process with its engine. */
  private final class Client {
    private final CloudClient calls = cloud.client("client-" + ++clients);
    private final SimulatedTime time = new SimulatedTime(cloud.time(), clients);
    private final CloudProvider provider;

    Client() {
      EngineContext context = EngineContext.onClient("demo", time, this::noRecords, null);
      provider =
          new PatientProvider(
              SimulatedFactory.open(config.apply(Simulated.of(cloud)), calls, context),
              new Retry(time, Duration.ofMinutes(5)));
    }

    private WorkspaceRecords noRecords() {
      throw new IllegalStateException("nobody logs in to machines here");
    }

    WorkspaceGraph graph() {
      return new WorkspaceGraph("demo", provider, cloud.time().executor(), time);
    }

    void create() {
      graph().create(new Silent(time.clock()), () -> {});
    }

    void delete(Retained retained) {
      graph().delete(retained, new Silent(time.clock()), () -> {});
    }
  }

  private record Silent(Clock clock) implements Progress {
    @Override
    public String subject() {
      return "demo";
    }

    @Override
    public void tell(Event event) {}

    @Override
    public void checkCancelled() {}
  }

  private void run(Consumer<Client> action) {
    Client client = new Client();
    cloud
        .time()
        .run(
            () -> {
              action.accept(client);
              return "done";
            });
  }

  private int changes() {
    return (int) cloud.log().stream().filter(call -> call.changes() && !isOfStorage(call)).count();
  }

  private static boolean isOfStorage(CallRecord call) {
    return call.name().endsWith("Object") || call.name().endsWith("Objects");
  }

  /** Returns what there is too much of, by name. */
  private List<String> doubles() {
    Map<String, Integer> counts = new TreeMap<>();
    for (Thing thing : cloud.things().all()) {
      counts.merge(thing.kind() + " " + thing.name(), 1, Integer::sum);
    }
    return counts.entrySet().stream()
        .filter(entry -> entry.getValue() > 1)
        .map(Map.Entry::toString)
        .toList();
  }

  @Test
  void theWholeSetIsMadeOnceAndTakenDownButForTheBucket() {
    run(Client::create);
    assertThat(cloud.things().all()).hasSize(RESOURCES);
    assertThat(cloud.log())
        .as("what is asked for before what it needs is asked for again")
        .hasSizeLessThanOrEqualTo(MOST_CALLS);
    assertThat(new Client().graph().plan().isEmpty()).isTrue();
    int made = changes();
    run(Client::create);
    assertThat(changes()).isEqualTo(made);

    run(client -> client.delete(Retained.KEEP));
    assertThat(cloud.things().all()).extracting(Thing::kind).containsExactly(ThingKind.BUCKET);
    run(Client::create);
    assertThat(cloud.things().all()).hasSize(RESOURCES);
    run(client -> client.delete(Retained.DELETE));
    assertThat(cloud.leftovers()).isEmpty();
  }

  @Test
  void thePlanIsPricedAndDrawn() {
    WorkspacePlan plan = new Client().graph().plan();

    assertThat(plan.steps()).hasSize(RESOURCES).allMatch(step -> step.action() == Action.CREATE);
    assertThat(plan.hourlyPrice()).isEqualByComparingTo("0.05");
    assertThat(plan.drawing()).contains("nat-gateway", "private-subnet-3");
    assertThat(plan.toJson()).contains("\"nat-gateway\"", "0.045");
  }

  /** The path is reckoned from what each resource took from its first call to its last. */
  @Test
  void creationTakesHardlyLongerThanTheLongestPath() {
    cloud.close();
    CloudLimits.Rate rate = new CloudLimits.Rate(1e9, 1e9);
    cloud = SimulatedCloud.of(1, new CloudLimits(Duration.ofMillis(400), rate, rate, rate, rate));

    run(Client::create);

    double took = cloud.time().elapsed().toMillis() / 1000.0;
    double path = longestPath(new Client().provider.resources(), 1.2);
    System.out.printf(
        "FIGURE workspace-create %.3f of the longest path (%.1f s over %.1f s)%n",
        took / path, took, path);
    assertThat(cloud.things().all()).hasSize(RESOURCES);
    assertThat(took / path).isLessThanOrEqualTo(1.1);
  }

  /** Each resource takes three calls and what the cloud needs to make it. */
  private static double longestPath(List<WorkspaceResource> resources, double calls) {
    Map<String, Double> ends = new HashMap<>();
    for (WorkspaceResource resource : resources) {
      double begins =
          resource.dependsOn().stream()
              .mapToDouble(id -> ends.getOrDefault(id, 0.0))
              .max()
              .orElse(0);
      double ready = resource.id().equals("nat-gateway") ? 90 : 0;
      ends.put(resource.id(), begins + calls + ready);
    }
    return ends.values().stream().mapToDouble(it -> it).max().orElseThrow();
  }

  @Test
  void twoClientsAtOnceMakeOneWorkspace() {
    for (int seed = 0; seed < 20; seed++) {
      renew(seed);
      atOnce(Client::create, Client::create, Client::create);
      assertThat(cloud.things().all()).as("seed %s", seed).hasSize(RESOURCES);
      assertThat(doubles()).isEmpty();

      atOnce(client -> client.delete(Retained.DELETE), client -> client.delete(Retained.DELETE));
      assertThat(cloud.leftovers()).as("seed %s", seed).isEmpty();
    }
  }

  private void atOnce(List<Consumer<Client>> actions) {
    List<CompletableFuture<Void>> all = new ArrayList<>();
    for (Consumer<Client> action : actions) {
      Client client = new Client();
      all.add(CompletableFuture.runAsync(() -> action.accept(client), cloud.time().executor()));
    }
    cloud.time().await(CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)));
  }

  @SafeVarargs
  private void atOnce(Consumer<Client>... actions) {
    atOnce(List.of(actions));
  }

  @Test
  void whatTheUserBringsIsUsedAndNeverTouched() {
    config = it -> it.inNetwork("mine").withBucket("my-bucket").peeredWith("office");
    assertThatThrownBy(() -> run(Client::create)).hasMessageContaining("mine");
    assertThat(changes()).isZero();
    bring(ThingKind.NETWORK, "mine", Map.of("cidr", "10.0.0.0/16"));
    bring(ThingKind.NETWORK, "office", Map.of());
    bring(ThingKind.BUCKET, "my-bucket", Map.of("access", "private"));
    List<Thing> before = cloud.things().all();

    run(Client::create);
    assertThat(cloud.things().all()).hasSize(RESOURCES + 2);
    run(client -> client.delete(Retained.DELETE));

    assertThat(cloud.things().all()).isEqualTo(before);
  }

  private void bring(ThingKind kind, String name, Map<String, String> properties) {
    cloud.things().put(new ThingOrder(kind, name, name, Map.of(), properties, Set.of()));
  }

  @Test
  void driftIsToldAndMendedInPlaceOrAnew() {
    run(Client::create);
    cloud.things().meddle(thing("firewall").id(), Map.of("outside", "everybody"));
    cloud.things().meddle(thing("public-subnet").id(), Map.of("cidr", "10.9.0.0/24"));
    String nat = thing("nat-gateway").id();

    assertThat(new Client().graph().plan().toString())
        .contains("outside: expected 22 from 10.0.0.0/16, found everybody")
        .contains("cidr: expected 10.0.0.0/24, found 10.9.0.0/24");
    run(Client::create);

    assertThat(new Client().graph().plan().isEmpty()).isTrue();
    assertThat(cloud.things().all()).hasSize(RESOURCES);
    assertThat(thing("nat-gateway").id()).isNotEqualTo(nat);
  }

  private Thing thing(String resource) {
    return cloud.things().all().stream()
        .filter(it -> it.name().endsWith("-" + resource))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void whatSomebodyElseHasPutInsideIsNamedAndStays() {
    run(Client::create);
    Thing theirs =
        cloud
            .things()
            .put(
                new ThingOrder(
                    ThingKind.FIREWALL,
                    "theirs",
                    "t",
                    Map.of(),
                    Map.of(),
                    Set.of(thing("network").id())));

    assertThatThrownBy(() -> run(client -> client.delete(Retained.KEEP)))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining(theirs.id());
    assertThat(cloud.things().all()).contains(theirs);

    cloud.things().remove(theirs.id());
    run(client -> client.delete(Retained.DELETE));
    assertThat(cloud.leftovers()).isEmpty();
  }

  private enum Deed {
    CREATE,
    UPDATE,
    DELETE
  }

  /** The process ends with its k-th call, for every k; another one reaches the goal. */
  @ParameterizedTest
  @CsvSource({
    "CREATE,APPLIED",
    "CREATE,LOST",
    "UPDATE,APPLIED",
    "UPDATE,LOST",
    "DELETE,APPLIED",
    "DELETE,LOST"
  })
  void aProcessMayBeKilledAtEveryCall(Deed deed, LastCall last) {
    int leaks = 0;
    int doubled = 0;
    int missed = 0;
    int k = 0;
    for (boolean stopped = true; stopped; ) {
      k++;
      renew(k);
      if (deed != Deed.CREATE) {
        run(Client::create);
        cloud.time().pause(Duration.ofMinutes(1));
      }
      if (deed == Deed.UPDATE) {
        cloud.things().meddle(thing("firewall").id(), Map.of("outside", "everybody"));
        cloud.things().meddle(thing("private-subnet-2").id(), Map.of("zone", "sim-c"));
        cloud.things().remove(thing("worker-policy").id());
        cloud.time().pause(Duration.ofMinutes(1));
      }
      Consumer<Client> action =
          deed == Deed.DELETE ? client -> client.delete(Retained.DELETE) : Client::create;
      stopped = killed(action, k, last);
      run(action);
      cloud.time().pause(Duration.ofMinutes(1));
      doubled += doubles().size();
      if (deed != Deed.DELETE) {
        missed += RESOURCES - cloud.things().all().size() + doubles().size();
        int before = changes();
        run(Client::create);
        missed += changes() - before;
      }
      run(client -> client.delete(Retained.DELETE));
      leaks += cloud.leftovers().size();
    }
    System.out.printf(
        "TABLE workspace %-6s killed at each of %3d calls, %-7s: leaks %d, doubles %d, misses %d%n",
        deed, k - 1, last, leaks, doubled, missed);
    assertThat(k).isGreaterThan(RESOURCES);
    assertThat(List.of(leaks, doubled, missed)).containsOnly(0);
  }

  private boolean killed(Consumer<Client> action, int k, LastCall last) {
    Client client = new Client();
    client.calls.stopAfter(k, last);
    try {
      cloud
          .time()
          .run(
              () -> {
                action.accept(client);
                return "done";
              });
      return false;
    } catch (ClientStopped e) {
      return true;
    }
  }

  @ParameterizedTest
  @EnumSource(FailureKind.class)
  void eachFailureAtEachCallIsTypedAndPassesOrIsMendedByDoingItAgain(FailureKind kind) {
    renew(1);
    run(Client::create);
    List<String> names =
        cloud.log().stream().map(CallRecord::name).distinct().collect(Collectors.toList());
    run(client -> client.delete(Retained.DELETE));
    cloud.log().stream().map(CallRecord::name).distinct().forEach(names::add);
    for (String name : names.stream().distinct().toList()) {
      renew(2);
      cloud.faults().on(name).times(2).refuse(kind);
      attempt(Client::create, kind);
      cloud.faults().clear();
      run(Client::create);
      assertThat(cloud.things().all()).as(name).hasSize(RESOURCES);
      cloud.faults().on(name).times(2).refuse(kind);
      attempt(client -> client.delete(Retained.DELETE), kind);
      cloud.faults().clear();
      run(client -> client.delete(Retained.DELETE));
      assertThat(cloud.leftovers()).as(name).isEmpty();
    }
  }

  private void attempt(Consumer<Client> action, FailureKind kind) {
    try {
      run(action);
    } catch (CloudTikException e) {
      assertThat(e.getMessage()).containsAnyOf("refused by the test", "is not available");
      assertThat(kind).as(String.valueOf(e.getMessage())).isNotEqualTo(FailureKind.THROTTLED);
    }
  }

  @Test
  void whateverHappensTheGoalIsReachedAndNothingIsLeft() {
    for (int seed = 0; seed < 150; seed++) {
      List<String> first = history(seed);
      if (seed % 25 == 0) {
        assertThat(history(seed)).as("replay of seed %s", seed).isEqualTo(first);
      }
    }
  }

  private List<String> history(int seed) {
    Random random = new Random(seed);
    renew(seed);
    clients = 0;
    for (int round = 0; round < 3; round++) {
      trouble(random);
      List<Consumer<Client>> actions = new ArrayList<>();
      for (int i = 0; i <= random.nextInt(3); i++) {
        int k = 1 + random.nextInt(150);
        LastCall last = LastCall.values()[random.nextInt(2)];
        boolean deletes = random.nextInt(4) == 0;
        actions.add(
            client -> {
              client.calls.stopAfter(k, last);
              if (deletes) {
                client.delete(Retained.DELETE);
              } else {
                client.create();
              }
            });
      }
      try {
        atOnce(actions);
      } catch (ClientStopped | CloudTikException e) {
        assertThat(e).isNotNull();
      }
    }
    cloud.faults().clear();
    cloud.time().pause(Duration.ofMinutes(2));
    run(Client::create);
    cloud.time().pause(Duration.ofSeconds(30));
    run(Client::create);
    assertThat(doubles()).as("seed %s", seed).isEmpty();
    assertThat(cloud.things().all()).as("seed %s", seed).hasSize(RESOURCES);
    int before = changes();
    run(Client::create);
    assertThat(changes()).as("seed %s", seed).isEqualTo(before);
    run(client -> client.delete(Retained.DELETE));
    assertThat(cloud.leftovers()).as("seed %s", seed).isEmpty();
    return cloud.log().stream().map(CallRecord::toString).toList();
  }

  private void trouble(Random random) {
    cloud.faults().clear();
    for (int i = 0; i < 4; i++) {
      List<ThingKind> kinds = ThingKind.ofWorkspaces();
      ThingKind kind = kinds.get(random.nextInt(kinds.size()));
      switch (random.nextInt(5)) {
        case 0 -> cloud.faults().on(kind.createCall()).nth(1).loseReply();
        case 1 -> cloud.faults().on(kind.deleteCall()).nth(1).loseReply();
        case 2 -> cloud.faults().on(kind.createCall()).nth(1).delay(Duration.ofSeconds(20));
        case 3 -> cloud.faults().on(kind.listCall()).times(2).refuse(FailureKind.THROTTLED);
        default -> cloud.faults().on("PutObject").nth(1 + random.nextInt(4)).loseReply();
      }
    }
  }
}
