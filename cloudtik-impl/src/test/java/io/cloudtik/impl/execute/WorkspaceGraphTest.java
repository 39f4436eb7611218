/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.execute;

import static io.cloudtik.impl.execute.ResourceWorld.refusal;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.cloudtik.PlannedStep.Action;
import io.cloudtik.Retained;
import io.cloudtik.WorkspacePlan;
import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.error.FailureKind;
import io.cloudtik.error.ProviderException;
import io.cloudtik.event.Event;
import io.cloudtik.impl.execute.ResourceWorld.ClientStopped;
import io.cloudtik.impl.execute.ResourceWorld.Kind;
import io.cloudtik.impl.wait.PassingTime;
import io.cloudtik.spi.provider.Ownership;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WorkspaceGraphTest {
  private static final List<Kind> KINDS =
      List.of(
          Kind.of("bucket").holdingRecords(),
          Kind.of("network"),
          Kind.of("subnet", "network"),
          Kind.of("gateway", "subnet"),
          Kind.of("routes", "gateway", "network"),
          Kind.of("role"));

  private final PassingTime time = new PassingTime();
  private final List<String> told = new ArrayList<>();
  private final AtomicInteger untilCancelled = new AtomicInteger(Integer.MAX_VALUE);
  private ResourceWorld world = new ResourceWorld(time, KINDS);

  @Test
  void everythingIsMadeOnceAndFoundTheNextTime() {
    create();
    assertThat(world.takeChanges()).isEqualTo(KINDS.size());

    create();

    assertThat(world.takeChanges()).isZero();
    assertThat(graph().plan().isEmpty()).isTrue();
    assertThat(told).contains("routes: thing routes, 0 s");
  }

  @Test
  void whatIsDoneIsThatOfThePlan() {
    world.put("network", false);
    world.drift("network", true);
    world.put("subnet", false);
    world.drift("subnet", false);
    world.put("gateway", false);
    world.put("role", false);

    WorkspacePlan plan = graph().plan();

    assertThat(actions(plan))
        .containsExactlyInAnyOrder(
            "CREATE bucket",
            "UPDATE network",
            "REPLACE subnet",
            "REPLACE gateway",
            "CREATE routes",
            "KEEP role");
    assertThat(plan.toString())
        .contains("~ network: thing network\n      size: expected 1, found 2");
    assertThat(plan.drawing())
        .isEqualTo(
            """
            workspace demo
            ├─ bucket
            ├─ network
            │  └─ subnet
            │     └─ gateway
            │        └─ routes
            └─ role""");
    create();
    assertThat(world.takeCalls().stream().filter(call -> !call.startsWith("Describe")))
        .containsExactlyInAnyOrder(
            "Create bucket",
            "Delete gateway",
            "Delete subnet",
            "Update network",
            "Create subnet",
            "Create gateway",
            "Create routes");
    assertThat(graph().plan().isEmpty()).isTrue();
  }

  @Test
  void nothingIsReplacedWhileItIsInUse() {
    create();
    world.drift("subnet", false);
    world.takeChanges();

    assertThatThrownBy(
            () ->
                graph()
                    .create(
                        new Told(),
                        () -> {
                          throw new CloudTikException(ErrorCode.WORKSPACE_IN_USE, "in use");
                        }))
        .hasMessage("in use");

    assertThat(world.takeChanges()).isZero();
  }

  @Test
  void whatTheUserBroughtIsCheckedAndNeverTouched() {
    world =
        new ResourceWorld(
            time,
            List.of(
                Kind.of("network").as(Ownership.BROUGHT),
                Kind.of("subnet", "network"),
                Kind.of("bucket").holdingRecords().as(Ownership.RETAINED)));
    assertThatThrownBy(this::create).hasMessageContaining("network (thing network): ABSENT");
    assertThat(world.things()).isEmpty();

    world.put("network", true);
    create();
    assertThat(actions(graph().plan())).contains("CHECK network", "KEEP subnet");
    world.drift("network", true);
    assertThat(graph().plan().problems())
        .containsExactly("network (thing network): DRIFTED id-network: size: expected 1, found 2");

    WorkspacePlan deleted = delete(Retained.KEEP);

    assertThat(actions(deleted)).containsExactly("DELETE subnet", "RETAIN bucket", "CHECK network");
    assertThat(world.things()).containsExactlyInAnyOrder("network", "bucket");
    delete(Retained.DELETE);
    assertThat(world.things()).containsExactly("network");
  }

  @Test
  void whatHasTheNameAndIsOfSomebodyElseStaysAndIsNamed() {
    world.put("subnet", true);

    assertThatThrownBy(this::create)
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("it is of somebody else")
        .hasMessageContaining("nothing was changed");

    assertThat(world.things()).containsExactly("subnet");
    delete(Retained.DELETE);
    assertThat(world.things()).containsExactly("subnet");
  }

  @Test
  void whatSomebodyElseUsesIsARefusalThatNamesThemAndTheRestGoes() {
    create();
    world.put("their database uses subnet", true);

    assertThatThrownBy(() -> delete(Retained.KEEP))
        .isInstanceOf(ProviderException.class)
        .hasMessageContaining("subnet is used by their database uses subnet");

    assertThat(world.things())
        .containsExactlyInAnyOrder("their database uses subnet", "subnet", "network", "bucket");
    world.remove("their database uses subnet");
    delete(Retained.KEEP);
    assertThat(world.things()).isEmpty();
  }

  @Test
  void aFailureLetsTheIndependentRestFinishAndAllFailuresAreTold() {
    world.fault(
        call -> {
          if (call.equals("Create subnet") || call.equals("Create role")) {
            throw refusal(FailureKind.PERMISSION, "may not " + call);
          }
        });

    assertThatThrownBy(this::create)
        .isInstanceOf(CloudTikException.class)
        .hasMessageContaining("may not Create subnet")
        .hasMessageContaining("may not Create role");

    assertThat(world.things()).containsExactlyInAnyOrder("bucket", "network");
    world.fault(call -> {});
    create();
    assertThat(graph().plan().isEmpty()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(strings = {"THROTTLED", "UNAVAILABLE", "NOT_FOUND"})
  void whatPassesIsRepeated(FailureKind kind) {
    AtomicInteger calls = new AtomicInteger();
    world.fault(
        call -> {
          if (calls.incrementAndGet() % 3 == 0) {
            throw refusal(kind, "not now");
          }
        });

    create();
    assertThat(graph().plan().isEmpty()).isTrue();
    delete(Retained.KEEP);
    assertThat(world.things()).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({"true", "false"})
  void aClientThatIsStoppedAtAnyCallIsFollowedByOneThatReachesTheGoal(boolean applied) {
    int create = stopAtEachCall(applied, () -> {}, this::create, KINDS.size());
    int update =
        stopAtEachCall(
            applied,
            () -> {
              create();
              world.drift("network", true);
              world.drift("gateway", false);
              world.remove("role");
            },
            this::create,
            KINDS.size());
    int delete = stopAtEachCall(applied, this::create, () -> delete(Retained.KEEP), 0);

    assertThat(List.of(create, update, delete)).allMatch(calls -> calls > KINDS.size());
  }

  /** Returns how many calls there were to stop at. */
  private int stopAtEachCall(boolean applied, Runnable before, Runnable action, int things) {
    for (int k = 1; ; k++) {
      world = new ResourceWorld(time, KINDS);
      before.run();
      world.stopAfter(k, applied);
      boolean stopped = false;
      try {
        action.run();
      } catch (ClientStopped e) {
        stopped = true;
      }
      world.goOn();
      action.run();
      assertThat(world.things()).as("after call %s", k).hasSize(things);
      world.takeChanges();
      action.run();
      assertThat(world.takeChanges()).as("after call %s", k).isZero();
      if (!stopped) {
        return k - 1;
      }
    }
  }

  @Test
  void aCancelAtAnyMomentLeavesWhatWasMadeAndCanBeTakenUp() {
    for (int k = 0; ; k++) {
      world = new ResourceWorld(time, KINDS);
      untilCancelled.set(k);
      try {
        create();
        break;
      } catch (CloudTikException e) {
        assertThat(e.errorCode()).isEqualTo(ErrorCode.CANCELLED);
      }
      untilCancelled.set(Integer.MAX_VALUE);
      create();
      assertThat(world.things()).hasSize(KINDS.size());
    }
  }

  @Test
  void aClientWaitsForTheOneThatWorksAndFindsItDone() {
    create();
    WorkspaceTurn other = new WorkspaceTurn("demo", world.provider(), time, new Told());
    world.remove("role");
    other.take(
        () -> true,
        turn -> {
          // The other one stands still, until its lease has run out.
          create();
          assertThatThrownBy(turn::run).hasMessageContaining("another client has taken over");
        });

    assertThat(told).anyMatch(text -> text.contains("another client works on workspace demo"));
    assertThat(graph().plan().isEmpty()).isTrue();
  }

  /** Random graphs, histories and faults, by seed. */
  @Test
  void whateverHappensTheGoalIsReachedAndNothingIsLeft() {
    for (int seed = 0; seed < 2_000; seed++) {
      Random random = new Random(seed);
      List<Kind> kinds = randomKinds(random);
      world = new ResourceWorld(time, kinds);
      for (int round = 0; round < 3; round++) {
        disturb(random, kinds);
        run(random, this::create);
      }
      world.fault(call -> {});
      create();
      assertThat(world.things()).as("seed %s", seed).hasSize(kinds.size());
      world.takeChanges();
      create();
      assertThat(world.takeChanges()).as("seed %s", seed).isZero();
      run(random, () -> delete(Retained.DELETE));
      delete(Retained.DELETE);
      assertThat(world.things()).as("seed %s", seed).isEmpty();
    }
  }

  private void run(Random random, Runnable action) {
    world.stopAfter(1 + random.nextInt(60), random.nextBoolean());
    try {
      action.run();
    } catch (ClientStopped | CloudTikException e) {
      assertThat(e).isNotNull();
    }
    world.goOn();
    world.fault(call -> {});
  }

  private void disturb(Random random, List<Kind> kinds) {
    for (String id : world.things().stream().sorted().toList()) {
      int what = random.nextInt(10);
      if (what == 0 && kinds.stream().noneMatch(kind -> kind.dependsOn().contains(id))) {
        world.remove(id);
      } else if (what < 3) {
        world.drift(id, random.nextBoolean() || id.equals("k0"));
      }
    }
    world.fault(
        call -> {
          if (random.nextInt(8) == 0) {
            throw refusal(
                random.nextInt(4) == 0 ? FailureKind.PERMISSION : FailureKind.UNAVAILABLE, call);
          }
        });
  }

  private static List<Kind> randomKinds(Random random) {
    List<Kind> kinds = new ArrayList<>(List.of(Kind.of("k0").holdingRecords()));
    int count = 2 + random.nextInt(9);
    for (int i = 1; i < count; i++) {
      String[] needed =
          random
              .ints(random.nextInt(3), 1, Math.max(2, i))
              .filter(j -> j < kinds.size())
              .distinct()
              .mapToObj(j -> "k" + j)
              .toArray(String[]::new);
      kinds.add(Kind.of("k" + i, needed));
    }
    return kinds;
  }

  private static List<String> actions(WorkspacePlan plan) {
    return plan.steps().stream()
        .map(step -> name(step.action()) + " " + step.target())
        .collect(Collectors.toList());
  }

  private static String name(Action action) {
    return action.name();
  }

  private void create() {
    graph().create(new Told(), () -> {});
  }

  private WorkspacePlan delete(Retained retained) {
    return graph().delete(retained, new Told(), () -> {});
  }

  private WorkspaceGraph graph() {
    return new WorkspaceGraph("demo", world.provider(), Runnable::run, time);
  }

  private final class Told implements Progress {
    @Override
    public String subject() {
      return "demo";
    }

    @Override
    public Clock clock() {
      return time.clock();
    }

    @Override
    public void tell(Event event) {
      told.add(event.message());
    }

    @Override
    public void checkCancelled() {
      if (untilCancelled.getAndDecrement() <= 0) {
        throw new CloudTikException(ErrorCode.CANCELLED, "cancelled");
      }
    }
  }
}
