/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.job;

import io.cloudtik.spi.provider.NodeShape;
import io.cloudtik.spi.runtime.EndpointSpec;
import io.cloudtik.spi.runtime.JobContext;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;

/** What a runtime is told about this node when it makes the process of a job. */
record NodeJobContext(
    String jobId,
    String nodeId,
    String address,
    NodeShape shape,
    Path home,
    Path directory,
    URI files,
    Path javaHome,
    boolean jobUserHasName,
    List<EndpointSpec> published)
    implements JobContext {}
