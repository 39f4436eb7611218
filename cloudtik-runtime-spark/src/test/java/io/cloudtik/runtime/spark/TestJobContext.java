/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.runtime.spark;

import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.JobContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A job on a {@link TestNode}. */
record TestJobContext(TestNode node) implements JobContext {
  @Override
  public String jobId() {
    return "job-1";
  }

  @Override
  public String nodeId() {
    return node.nodeId();
  }

  @Override
  public String address() {
    return node.address();
  }

  @Override
  public NodeShape shape() {
    return node.shape();
  }

  @Override
  public Path home() {
    return node.home();
  }

  @Override
  public Path directory() {
    try {
      return Files.createDirectories(node.scratch().resolve("job"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public URI files() {
    return node.dataScheme().equals("file") ? directory().toUri() : node.data("jobs/job-1/");
  }

  @Override
  public Path javaHome() {
    return node.javaHome();
  }

  @Override
  public List<EndpointSpec> published() {
    return node.published();
  }
}
