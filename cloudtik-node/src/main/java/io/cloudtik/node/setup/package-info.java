/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Turns a machine on which everything was placed into a node that knows its services: core
 * services, the user's commands, runtimes. Runs in a short process beside the node controller,
 * which takes over the services that are described here. Everything can be repeated.
 */
@NullMarked
package io.cloudtik.node.setup;

import org.jspecify.annotations.NullMarked;
