/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Tells the cluster how the node is: once a second the state of its services and how much its
 * processes use, and every change of a service as an event.
 */
@NullMarked
package io.cloudtik.node.heartbeat;

import org.jspecify.annotations.NullMarked;
