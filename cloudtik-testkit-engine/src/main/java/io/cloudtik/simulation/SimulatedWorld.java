/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.wait.Time;
import io.cloudtik.impl.world.Nodes;
import io.cloudtik.impl.world.World;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ExecutorService;

/** The world of one simulated cloud: chance comes from its seed, and all work takes turns. */
final class SimulatedWorld implements World {
  private static final int OWN_CHANCE = 100;

  private final SimulatedCloud cloud;
  private final SimulatedTime time;
  private final Random ids;
  private final Nodes nodes;

  private SimulatedWorld(SimulatedCloud cloud) {
    this.cloud = cloud;
    time = new SimulatedTime(cloud.time(), new Random(cloud.seed() + OWN_CHANCE));
    ids = new Random(cloud.seed() + OWN_CHANCE + 1);
    PlayedMachines machines = new PlayedMachines(cloud, time);
    nodes = new PlayedNodes(machines);
    cloud.machines().listen(machines);
  }

  static SimulatedWorld of(SimulatedCloud cloud) {
    return cloud.companion(SimulatedWorld.class, SimulatedWorld::new);
  }

  @Override
  public Time time() {
    return time;
  }

  @Override
  public ExecutorService together(String role) {
    return new Together(cloud.time());
  }

  @Override
  public ExecutorService inTurn(String role) {
    return new InTurn(cloud.time());
  }

  @Override
  public UUID freshId() {
    return new UUID(ids.nextLong(), ids.nextLong());
  }

  @Override
  public Optional<Nodes> nodes() {
    return Optional.of(nodes);
  }
}
