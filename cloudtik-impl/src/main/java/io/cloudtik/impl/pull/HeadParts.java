/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.impl.pull;

import io.cloudtik.impl.bootstrap.NodeConfig;
import java.util.List;

/**
 * What a head that sets itself up finds in the store besides the cluster's record and secrets.
 *
 * @param config without the machine, which the head looks up
 */
public record HeadParts(NodeConfig config, List<PulledFile> files) {}
