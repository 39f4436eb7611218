/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** Nodes that are containers on their machines, through the Docker API of each machine. */
@NullMarked
package io.cloudtik.impl.docker;

import org.jspecify.annotations.NullMarked;
