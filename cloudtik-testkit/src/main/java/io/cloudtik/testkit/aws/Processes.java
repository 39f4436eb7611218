/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.testkit.aws;

import io.cloudtik.testkit.cloud.CloudClient;
import io.cloudtik.testkit.cloud.SimulatedCloud;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/**
 * Which process a request is of: the first whose marker is its access key or is in its user agent;
 * of others the identity that signed.
 */
final class Processes implements AwsPlace.Clients {
  private final SimulatedCloud cloud;
  private final CopyOnWriteArrayList<String> markers = new CopyOnWriteArrayList<>();
  private final Map<String, CloudClient> clients = new ConcurrentHashMap<>();

  Processes(SimulatedCloud cloud) {
    this.cloud = cloud;
  }

  /** Returns the process of a marker. */
  CloudClient marked(String marker) {
    markers.addIfAbsent(marker);
    return named(marker);
  }

  private CloudClient named(String name) {
    return clients.computeIfAbsent(name, cloud::client);
  }

  @Override
  public CloudClient of(AwsRequest request, @Nullable Caller caller) {
    String agent = request.header("user-agent") + " " + request.header("x-amz-user-agent");
    for (String marker : markers) {
      boolean signedByIt = caller != null && caller.accessKey().equals(marker);
      if (signedByIt || agent.contains(marker)) {
        return named(marker);
      }
    }
    return named(caller == null ? Caller.ANONYMOUS.identity() : caller.identity());
  }
}
