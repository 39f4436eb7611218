/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.impl.world.World;
import io.cloudtik.impl.world.WorldSource;
import io.cloudtik.spec.ProviderConfig;
import io.cloudtik.testkit.cloud.Simulated;
import java.util.Optional;

/** Knows the worlds of simulated clouds. */
public final class SimulatedWorldSource implements WorldSource {
  /** Makes a source; {@link java.util.ServiceLoader} calls this. */
  public SimulatedWorldSource() {}

  @Override
  public Optional<World> of(ProviderConfig provider) {
    return provider instanceof Simulated simulated
        ? Optional.of(SimulatedWorld.of(simulated.cloud()))
        : Optional.empty();
  }
}
