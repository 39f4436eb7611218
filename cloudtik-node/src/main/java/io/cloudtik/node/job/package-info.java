/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * Runs the jobs that the cluster controller gives to this node. A job is a directory; everything
 * that must survive the node controller lies in it.
 */
@NullMarked
package io.cloudtik.node.job;

import org.jspecify.annotations.NullMarked;
