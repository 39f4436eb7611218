/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Keeps the services of a node as they are described: a description and what is seen of the process
 * go into {@link io.cloudtik.node.supervisor.ServicePolicy}, an action comes out. Also runs the
 * set-up once.
 */
@NullMarked
package io.cloudtik.node.supervisor;

import org.jspecify.annotations.NullMarked;
