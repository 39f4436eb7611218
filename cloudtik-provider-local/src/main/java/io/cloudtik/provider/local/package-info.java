/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * This machine as a cloud: a node is a tree of processes with a directory and an address of its
 * own. The engine finds this provider through {@code ServiceLoader}.
 */
@NullMarked
package io.cloudtik.provider.local;

import org.jspecify.annotations.NullMarked;
