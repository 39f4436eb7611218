/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.impl.bootstrap.BootstrapParts;
import io.cloudtik.impl.bootstrap.JavaSource;
import io.cloudtik.impl.bootstrap.NodeConfig;
import io.cloudtik.impl.bootstrap.RedisEndpoints;
import io.cloudtik.spi.runtime.EndpointSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * All that a worker needs but what its files hold.
 *
 * @param directory of the machine below which the node lives
 */
public record JoinAnswer(
    NodeConfig config,
    String directory,
    String spec,
    Map<String, String> secrets,
    @Nullable RedisEndpoints redis,
    List<EndpointSpec> published,
    List<PulledFile> files) {
  /** Returns the answer for a node with these parts. */
  public static JoinAnswer of(
      NodeConfig config, Path directory, BootstrapParts parts, List<PulledFile> files) {
    return new JoinAnswer(
        config,
        directory.toString(),
        parts.spec(),
        parts.secrets(),
        parts.redis(),
        parts.published(),
        files);
  }

  /** Returns the parts without the files, but with a Java. */
  public BootstrapParts withoutFiles(@Nullable JavaSource java) {
    return new BootstrapParts(
        spec, secrets, redis, published, Map.of(), null, Map.of(), java, null);
  }

  @Override
  public String toString() {
    return "JoinAnswer[node=%s, files=%d, secrets=****]".formatted(config.nodeId(), files.size());
  }
}
