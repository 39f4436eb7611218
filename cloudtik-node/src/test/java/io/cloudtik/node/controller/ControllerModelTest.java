/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.ClusterState;
import io.cloudtik.NodeState;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.StateKeys;
import io.cloudtik.node.controller.decide.NodeRecord;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Random troubles, then none: the wish is reached from wherever that led, and never overshot. */
class ControllerModelTest {
  private static final Set<NodeState> ON_THE_WAY_OR_THERE =
      EnumSet.of(
          NodeState.QUEUED,
          NodeState.REQUESTED,
          NodeState.ALLOCATED,
          NodeState.BOOTSTRAPPING,
          NodeState.READY,
          NodeState.SUSPECT);

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void theWishIsReachedFromAnywhereAndNeverOvershot(long seed) {
    Random random = new Random(seed);
    Simulation cluster = new Simulation(Specs.workers(3));
    cluster.cloud.lag = Duration.ofSeconds(random.nextInt(4));
    cluster.cloud.beforeLaunch = () -> assertNotTooMany(cluster);

    for (int i = 0; i < 80; i++) {
      trouble(cluster, random);
      cluster.run(1 + random.nextInt(8));
    }
    cluster.cloud.down = false;
    cluster.cloud.refusesLaunches = false;
    cluster.cloud.bootTime = Duration.ZERO;
    cluster.nodes.pushesFail = false;
    cluster.nodes.setUpsFail = false;
    cluster.scale("workers", 4);
    for (int i = 0; i < 90 && !reached(cluster); i++) {
      cluster.run(10);
    }
    cluster.run(30);

    assertThat(cluster.view().state()).as(cluster.view().reason()).isEqualTo(ClusterState.READY);
    assertThat(cluster.workers(NodeState.READY)).hasSize(4);
    assertThat(cluster.cloud.living()).hasSize(5);
    assertThat(new HashSet<>(cluster.cloud.launched))
        .as("no number is used twice")
        .hasSameSizeAs(cluster.cloud.launched);
  }

  private static boolean reached(Simulation cluster) {
    return cluster.view().state() == ClusterState.READY && cluster.cloud.living().size() == 5;
  }

  private static void assertNotTooMany(Simulation cluster) {
    long counted =
        cluster.state.records(StateKeys.node("")).values().stream()
            .map(found -> Json.read(found.json(), NodeRecord.class))
            .filter(node -> !node.head() && ON_THE_WAY_OR_THERE.contains(node.state()))
            .count();
    assertThat(counted)
        .as("workers on their way or there, at a launch")
        .isLessThanOrEqualTo(cluster.desired().workers().getOrDefault("workers", 3));
  }

  private static void trouble(Simulation cluster, Random random) {
    List<String> living = List.copyOf(cluster.cloud.living());
    String victim = living.get(random.nextInt(living.size()));
    boolean worker = !victim.equals("head");
    switch (random.nextInt(12)) {
      case 0 -> cluster.scale("workers", random.nextInt(7));
      case 1 -> {
        if (worker) {
          cluster.cloud.failing.add(victim);
        }
      }
      case 2 -> {
        if (worker) {
          cluster.cloud.lose(victim);
        }
      }
      case 3 -> {
        if (worker) {
          cluster.nodes.silent.add(victim);
        }
      }
      case 4 -> cluster.nodes.silent.clear();
      case 5 -> cluster.cloud.down = random.nextBoolean();
      case 6 -> cluster.cloud.refusesLaunches = random.nextBoolean();
      case 7 -> cluster.cloud.bootTime = Duration.ofSeconds(random.nextInt(40));
      case 8 -> cluster.nodes.pushesFail = random.nextBoolean();
      case 9 -> cluster.nodes.setUpsFail = random.nextBoolean();
      case 10 -> cluster.replaceController();
      default -> cluster.time.advance(Duration.ofSeconds(random.nextInt(40)));
    }
  }
}
