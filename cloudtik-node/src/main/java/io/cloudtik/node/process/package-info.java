/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Processes of a node that live on while the node controller does not: each runs behind a shim in a
 * session of its own, and its run directory tells who it is, what it printed and how it ended.
 */
@NullMarked
package io.cloudtik.node.process;

import org.jspecify.annotations.NullMarked;
