/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.cloud;

/**
 * Plays what runs on the machines of a simulated cloud. Found by {@link java.util.ServiceLoader};
 * {@code cloudtik-testkit-engine} has the one that runs the real engine and the real controller.
 */
public interface CloudSoftware {
  /** Runs it on a cloud from now on; again is fine. */
  void runOn(SimulatedCloud cloud);
}
