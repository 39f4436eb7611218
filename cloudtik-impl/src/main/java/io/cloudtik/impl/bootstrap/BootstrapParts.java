/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.impl.docker.ContainerWish;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a machine is given to become a node.
 *
 * @param spec the cluster's spec as JSON
 * @param secrets by the name of the file
 * @param redis where Redis is; null for the head, which decides it itself
 * @param published what the head's runtimes publish; empty for the head
 * @param bundles the jars by name
 * @param files the directory with the files of the spec; null if there are none
 * @param prepared what runtimes prepared for nodes that share nothing with the client: files, or
 *     directories with all that is in them, by their names below the runtime's, as {@code
 *     spark/jars}
 * @param java the Java to run with; null for one that the machine has or installs
 * @param container what the node is a container of; null for host mode
 */
public record BootstrapParts(
    String spec,
    Map<String, String> secrets,
    @Nullable RedisEndpoints redis,
    List<EndpointSpec> published,
    Map<String, Path> bundles,
    @Nullable Path files,
    Map<String, Path> prepared,
    @Nullable JavaSource java,
    @Nullable ContainerWish container) {
  /** Makes what runs with a Java that the machine has or installs. */
  public BootstrapParts(
      String spec,
      Map<String, String> secrets,
      @Nullable RedisEndpoints redis,
      List<EndpointSpec> published,
      Map<String, Path> bundles,
      @Nullable Path files,
      Map<String, Path> prepared) {
    this(spec, secrets, redis, published, bundles, files, prepared, null, null);
  }

  @Override
  public String toString() {
    return "BootstrapParts[bundles=" + bundles.keySet() + ", secrets=****]";
  }
}
