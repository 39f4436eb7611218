/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.setup;

import io.cloudtik.error.CloudTikException;
import io.cloudtik.error.ErrorCode;
import io.cloudtik.impl.access.LocalFiles;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.discovery.Discovery;
import io.cloudtik.impl.json.Json;
import io.cloudtik.impl.plan.RuntimeOrder;
import io.cloudtik.spec.ClusterSpec;
import io.cloudtik.spec.RuntimeConfig;
import io.cloudtik.spi.runtime.ClusterRuntime;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.NodeServices;
import io.cloudtik.spi.runtime.ProcessSpec;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Installs and configures the runtimes of a node, each after those that it needs.
 *
 * @param layout of the node
 * @param config of the node
 * @param spec of the cluster
 * @param ports of the node
 * @param progress of the set-up
 */
record RuntimeSetup(
    NodeLayout layout,
    NodeConfig config,
    ClusterSpec spec,
    PortBook ports,
    SetupProgress progress) {

  /** Hands the services of each runtime over as soon as it is configured. */
  void run(ServiceFolder services) {
    progress.step("order runtimes");
    Map<String, ClusterRuntime> runtimes = new LinkedHashMap<>();
    for (RuntimeConfig each : spec.runtimes()) {
      runtimes.put(each.runtime(), Discovery.runtime(each.runtime()).create(each));
    }
    List<EndpointSpec> published = new ArrayList<>(config.head() ? List.of() : publishedByHead());
    for (String name : RuntimeOrder.names(runtimes)) {
      ClusterRuntime runtime = Objects.requireNonNull(runtimes.get(name), name);
      RuntimeNodeContext context =
          new RuntimeNodeContext(
              name, layout, config, spec, ports, progress, List.copyOf(published));
      progress.step("install " + name);
      runtime.install(context);
      progress.step("configure " + name);
      NodeServices result = runtime.configure(context);
      services.add(name, result.services().stream().map(this::withEnvironment).toList());
      if (config.head()) {
        publish(name, result.published(), published);
      }
    }
    if (config.head()) {
      LocalFiles.write(layout.published(), Json.write(published), false);
    }
  }

  private List<EndpointSpec> publishedByHead() {
    return LocalFiles.read(layout.published())
        .map(text -> Json.readList(text, EndpointSpec.class))
        .orElse(List.of());
  }

  private static void publish(
      String runtime, List<EndpointSpec> endpoints, List<EndpointSpec> published) {
    for (EndpointSpec endpoint : endpoints) {
      if (published.stream().anyMatch(other -> other.name().equals(endpoint.name()))) {
        throw new CloudTikException(
            ErrorCode.INTERNAL,
            "expected one published endpoint named '%s', got a second one of runtime '%s'"
                .formatted(endpoint.name(), runtime));
      }
      published.add(endpoint);
    }
  }

  /** Adds the user's environment, which the node controller does not know, below the service's. */
  private ServiceSpec withEnvironment(ServiceSpec service) {
    ProcessSpec process = service.process();
    Map<String, String> more = new HashMap<>(spec.environment());
    more.keySet().removeAll(process.environment().keySet());
    return service.with(s -> s.process(process.with(p -> more.forEach(p::putEnvironment))));
  }
}
