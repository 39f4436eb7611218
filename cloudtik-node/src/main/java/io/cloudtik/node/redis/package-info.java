/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The Redis servers of a head: finds a program that can be used, and writes configuration and
 * access rules. The set-up calls it; the servers themselves are services of the node controller.
 */
@NullMarked
package io.cloudtik.node.redis;

import org.jspecify.annotations.NullMarked;
