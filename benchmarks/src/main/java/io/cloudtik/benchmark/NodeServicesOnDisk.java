/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.benchmark;

import io.cloudtik.Cluster;
import io.cloudtik.Node;
import io.cloudtik.impl.bootstrap.NodeLayout;
import io.cloudtik.impl.json.Json;
import io.cloudtik.spi.runtime.ServiceSpec;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The services that a node of a running cluster has, as its set-up described them. */
record NodeServicesOnDisk(String node, String host, NodeLayout layout, List<ServiceSpec> services) {
  /** Reads those of all nodes of a local cluster, whose disks lie in one directory. */
  static List<NodeServicesOnDisk> all(Cluster cluster, Path disks) throws IOException {
    List<NodeServicesOnDisk> nodes = new ArrayList<>();
    for (Node node : cluster.nodes()) {
      nodes.add(read(node.id(), node.host().orElseThrow(), disks.resolve(node.id())));
    }
    return nodes;
  }

  private static NodeServicesOnDisk read(String node, String host, Path directory)
      throws IOException {
    NodeLayout layout = new NodeLayout(directory);
    List<ServiceSpec> services = new ArrayList<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(layout.services())) {
      for (Path folder : folders) {
        services.add(
            Json.read(Files.readString(folder.resolve("service.json")), ServiceSpec.class));
      }
    }
    return new NodeServicesOnDisk(node, host, layout, List.copyOf(services));
  }
}
