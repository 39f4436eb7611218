/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.bootstrap;

import io.cloudtik.spec.ClusterSpec;
import java.nio.file.Path;
import java.util.List;

/**
 * What the client asks of the process that prepares runtimes before anything is started; a file
 * that is the only argument of {@code io.cloudtik.node.setup.PrepareMain}.
 *
 * @param spec of the cluster
 * @param cache the directory of all caches; each runtime gets one of its own below it
 * @param runtimes the names of the runtimes to prepare; their bundles are on the class path
 * @param dataScheme of the addresses of the workspace's shared data
 */
public record PrepareRequest(
    ClusterSpec spec, Path cache, List<String> runtimes, String dataScheme) {}
