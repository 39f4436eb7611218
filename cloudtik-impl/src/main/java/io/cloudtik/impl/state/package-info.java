/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What is happening now in one cluster, kept in Redis on its head. The only package that touches
 * the Redis client.
 */
@NullMarked
package io.cloudtik.impl.state;

import org.jspecify.annotations.NullMarked;
