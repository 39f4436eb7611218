/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The world of a simulated cloud: the real engine on its clients and the real controller on its
 * heads, in one JVM and in the cloud's own time. What runs on machines otherwise is played.
 */
@NullMarked
package io.cloudtik.simulation;

import org.jspecify.annotations.NullMarked;
