/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * Whole clusters of real processes, used as users do: what they can do, and what they withstand.
 * These tests see the library from outside and may look into the directories of its nodes.
 */
@NullMarked
package io.cloudtik.cluster;

import org.jspecify.annotations.NullMarked;
