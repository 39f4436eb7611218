/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * A machine that becomes a node by itself: what its boot script starts, for heads and for workers.
 * The other side of joining is in {@code node.controller}.
 */
@NullMarked
package io.cloudtik.node.pull;

import org.jspecify.annotations.NullMarked;
