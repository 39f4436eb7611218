/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.provider.onpremise;

import static org.assertj.core.api.Assertions.assertThat;

import io.cloudtik.spec.WorkerGroupSpec;
import io.cloudtik.spi.provider.CloudProvider;
import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;

/** Clients of several workspaces that want hosts of one pool at the same time. */
final class HostRush {
  private static final int CLUSTERS = 8;

  private HostRush() {}

  static LaunchRequest head(CloudProvider provider, String uid) {
    return LaunchRequest.builder()
        .cluster("etl")
        .clusterUid(uid)
        .slots(List.of("head"))
        .offering(provider.workerOfferings(WorkerGroupSpec.builder().build()).get(0))
        .build();
  }

  /** Eight clusters want a host each, and there are five. */
  static void isTakenInTurns(
      Function<String, CloudProvider> making, Function<String, CloudProvider> opening)
      throws Exception {
    List<Future<?>> clients = new ArrayList<>();
    ExecutorService threads = Executors.newFixedThreadPool(CLUSTERS);
    try {
      for (int i = 0; i < CLUSTERS; i++) {
        String uid = "uid-" + i;
        CloudProvider client = making.apply("workspace-" + i % 2);
        clients.add(threads.submit(() -> client.launch(head(client, uid))));
      }
      for (Future<?> client : clients) {
        client.get();
      }
    } finally {
      threads.shutdownNow();
    }

    List<String> hosts = new ArrayList<>();
    for (int i = 0; i < CLUSTERS; i++) {
      opening
          .apply("workspace-" + i % 2)
          .observe("uid-" + i)
          .forEach(slot -> hosts.add(slot.address().map(MachineAddress::host).orElse("none")));
    }
    assertThat(hosts)
        .containsExactlyInAnyOrder(
            "h1.example",
            "h2.example",
            "h3.example",
            "h4.example",
            "h5.example",
            "none",
            "none",
            "none");
  }
}
