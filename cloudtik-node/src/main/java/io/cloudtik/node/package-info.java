/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */

/**
 * What runs on machines. The same small process on each of them supervises services that are
 * described to it as data; on the head these are also the Redis shards and the cluster controller.
 */
@NullMarked
package io.cloudtik.node;

import org.jspecify.annotations.NullMarked;
