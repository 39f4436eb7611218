/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The brain of the cluster, one process on the head: it observes provider, heartbeats, wishes and
 * jobs, lets {@link io.cloudtik.node.controller.decide} decide, and acts through the provider SPI,
 * the store and Redis. It acts only while it holds the lease of its cluster.
 */
@NullMarked
package io.cloudtik.node.controller;

import org.jspecify.annotations.NullMarked;
