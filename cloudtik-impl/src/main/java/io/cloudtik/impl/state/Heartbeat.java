/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.bootstrap.SetupStatus;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What a node controller says of its node.
 *
 * @param node the id of the node
 * @param incarnation a random id of this run of the node controller
 * @param sequence grows by one with each heartbeat of an incarnation
 * @param at the node's own clock, for people only
 * @param cpuUsed the share of the node's CPUs that its processes use, 0 to 1
 * @param memoryUsed bytes that its processes use
 * @param load the one-minute load of the machine
 * @param setup how far the set-up is
 * @param services the state of each service
 * @param jobs the ids of jobs that run
 * @param published what the node's runtimes publish; only the head has some
 */
public record Heartbeat(
    String node,
    String incarnation,
    long sequence,
    Instant at,
    double cpuUsed,
    long memoryUsed,
    double load,
    SetupStatus setup,
    Map<String, ServiceReport> services,
    List<String> jobs,
    List<EndpointSpec> published) {

  /** The state of one service, how often it was restarted, and why it is in that state. */
  public record ServiceReport(ServiceState state, int restarts, String message) {}
}
