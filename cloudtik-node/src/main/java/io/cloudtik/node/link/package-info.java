/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * The way from the node controller to the shared state of the cluster, which may be away for any
 * time and comes back by itself.
 */
@NullMarked
package io.cloudtik.node.link;

import org.jspecify.annotations.NullMarked;
