/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.ResourceState;
import io.cloudtik.spi.provider.WorkspaceResource;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.Simulated;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import io.cloudtik.testkit.cloud.SimulatedFactory;
import java.time.Duration;

/** The provider of the simulated cloud, which calls it without a wire. */
record DirectAccess(SimulatedCloud cloud) implements CloudAccess {
  @Override
  public String provider() {
    return "simulated";
  }

  @Override
  public CloudClient process(String name) {
    return cloud.client(name);
  }

  @Override
  public CloudProvider open(CloudClient process, EngineContext context) {
    return SimulatedFactory.open(Simulated.of(cloud), process, context);
  }

  @Override
  public void make(CloudProvider provider, Time time) {
    for (WorkspaceResource resource : provider.resources()) {
      resource.create();
      while (resource.observe().state() != ResourceState.PRESENT) {
        time.pause(Duration.ofSeconds(1));
      }
    }
  }

  @Override
  public String slot(Machine machine) {
    return machine.label("cloudtik-slot");
  }

  @Override
  public void close() {
    cloud.close();
  }
}
