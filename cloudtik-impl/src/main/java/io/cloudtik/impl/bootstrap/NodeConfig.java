/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.spi.provider.LaunchRequest;
import io.cloudtik.spi.provider.MachineAddress;
import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.provider.ProcessAddress;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Who a node is; the file {@code config/node.json}. Holds no secret.
 *
 * @param protocol of the one who set it up
 * @param workspace the name of the workspace
 * @param provider the name of the provider
 * @param providerOptions its config as a map
 * @param cluster the name of the cluster
 * @param clusterUid the unique id of this life of the cluster
 * @param nodeId the slot, for example {@code head} or {@code workers-2}
 * @param group the worker group, or {@code head}
 * @param host the address to bind; empty before the node has a machine
 * @param sharedHost whether other nodes have the same host
 * @param isolated whether nothing may be shared with other nodes of this computer
 * @param shape what the machine has
 * @param environment of all its processes, the provider's marker included
 * @param runtimes the names of the runtimes whose bundles are on this node
 * @param dataUri the address of the data area of the workspace, ends with a slash
 * @param dataOptions what Hadoop must be set to before it reaches the data area; empty where an
 *     older version wrote the file
 */
public record NodeConfig(
    int protocol,
    String workspace,
    String provider,
    Map<String, String> providerOptions,
    String cluster,
    String clusterUid,
    String nodeId,
    String group,
    String host,
    boolean sharedHost,
    boolean isolated,
    NodeShape shape,
    Map<String, String> environment,
    List<String> runtimes,
    String dataUri,
    Map<String, String> dataOptions) {
  /** The group of the head, whose only slot has the same name. */
  public static final String HEAD = LaunchRequest.HEAD_SLOT;

  /** Makes a node; documents of older versions have no options of the data area. */
  public NodeConfig {
    dataOptions = Objects.requireNonNullElse(dataOptions, Map.of());
  }

  /** Returns the same node on a machine, whose marks its environment gets. */
  public NodeConfig at(MachineAddress machine) {
    ProcessAddress process = machine instanceof ProcessAddress address ? address : null;
    Map<String, String> marked = new TreeMap<>(environment);
    marked.putAll(Bootstrap.marks(machine));
    return new NodeConfig(
        protocol,
        workspace,
        provider,
        providerOptions,
        cluster,
        clusterUid,
        nodeId,
        group,
        machine.host(),
        process != null && process.sharedHost(),
        process == null || process.isolated(),
        shape,
        marked,
        runtimes,
        dataUri,
        dataOptions);
  }

  /** Says whether this is the head. */
  public boolean head() {
    return group.equals(HEAD);
  }
}
