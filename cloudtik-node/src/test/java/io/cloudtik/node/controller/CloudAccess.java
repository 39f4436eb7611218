/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller;

import io.cloudtik.impl.machine.EngineContext;
import io.cloudtik.impl.wait.Time;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.Machine;
import io.cloudtik.testkit.cloud.SimulatedCloud;

/** The way from the processes of a simulation to their cloud: a provider, and what is behind it. */
public interface CloudAccess extends AutoCloseable {
  /** Returns what is behind the provider. */
  SimulatedCloud cloud();

  /** Returns the name of the provider. */
  String provider();

  /** Makes a process that calls; it has no name yet that another one has. */
  CloudClient process(String name);

  /** Opens the provider for a process: what it calls is called by that. */
  CloudProvider open(CloudClient process, EngineContext context);

  /** Makes the workspace. */
  void make(CloudProvider provider, Time time);

  /** Returns the slot that a machine was launched for. */
  String slot(Machine machine);

  @Override
  void close();
}
