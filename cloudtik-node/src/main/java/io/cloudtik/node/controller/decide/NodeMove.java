/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
package io.cloudtik.node.controller.decide;

import io.cloudtik.NodeState;
import java.time.Instant;

/** One move of a node, with its reason and its time. */
public record NodeMove(NodeState from, NodeState to, Instant at, String reason) {}
