/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.simulation;

import io.cloudtik.testkit.cloud.CloudSoftware;
import io.cloudtik.testkit.cloud.SimulatedCloud;

/** Plays what runs on the machines of simulated clouds. */
public final class PlayedSoftware implements CloudSoftware {
  /** Makes it; {@link java.util.ServiceLoader} calls this. */
  public PlayedSoftware() {}

  @Override
  public void runOn(SimulatedCloud cloud) {
    SimulatedWorld.of(cloud);
  }
}
