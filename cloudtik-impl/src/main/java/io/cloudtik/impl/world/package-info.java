/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The world that a workspace is in: its time, its threads, and what stands behind the machines of
 * clusters. There is the real one, and others that are found by {@link java.util.ServiceLoader}.
 */
@NullMarked
package io.cloudtik.impl.world;

import org.jspecify.annotations.NullMarked;
