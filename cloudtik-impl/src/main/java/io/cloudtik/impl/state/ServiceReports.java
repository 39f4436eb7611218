/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.state;

import io.cloudtik.ServiceState;
import io.cloudtik.impl.state.Heartbeat.ServiceReport;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * How the services of a node are, {@code run/services.json}: for those who look at a node that
 * cannot tell it by heartbeats, because Redis or the cluster controller is what is ill.
 */
public record ServiceReports(Map<String, ServiceReport> services) {
  /** Returns why a service was given up, if one was. */
  public Optional<Map.Entry<String, ServiceReport>> failed() {
    return services.entrySet().stream()
        .filter(service -> service.getValue().state() == ServiceState.FAILED)
        .findFirst();
  }

  /** Returns what is not healthy, for people; empty if everything is. */
  public String ailing() {
    return new TreeMap<>(services)
        .entrySet().stream()
            .filter(service -> service.getValue().state() != ServiceState.HEALTHY)
            .map(
                service ->
                    "%s %s: %s"
                        .formatted(
                            service.getKey(),
                            service.getValue().state(),
                            service.getValue().message()))
            .collect(Collectors.joining("; "));
  }
}
