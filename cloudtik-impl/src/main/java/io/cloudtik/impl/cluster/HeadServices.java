/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.cluster;

import io.cloudtik.error.NodeBootstrapException;
import io.cloudtik.impl.access.MachineAccess;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.state.ServiceReports;
import java.util.List;
import java.util.Map;

/**
 * How the services of the head are, as its node controller writes it down on its machine: the only
 * ones who know when Redis or the cluster controller is what does not run.
 */
final class HeadServices {
  private static final int SHOWN_LINES = 20;

  private HeadServices() {}

  static ServiceReports of(MachineAccess access) {
    return access
        .read(new NodeLayout(access.root()).servicesStatus())
        .map(json -> Json.read(json, ServiceReports.class))
        .orElse(new ServiceReports(Map.of()));
  }

  /** A service that the head gave up will not come back by waiting. */
  static void require(MachineAccess access) {
    of(access)
        .failed()
        .ifPresent(
            service -> {
              NodeLayout layout = new NodeLayout(access.root());
              String log =
                  access.read(layout.service(service.getKey()).resolve("output.log")).orElse("");
              throw new NodeBootstrapException(
                  NodeConfig.HEAD,
                  "service " + service.getKey(),
                  service.getValue().message(),
                  log.isBlank() ? "" : "the end of its output:\n" + lastLines(log, SHOWN_LINES));
            });
  }

  static String lastLines(String text, int count) {
    List<String> lines = text.lines().toList();
    return String.join("\n", lines.subList(Math.max(0, lines.size() - count), lines.size()));
  }
}
