/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What happens, told as events with immutable snapshots, in the order of the four steps of a
 * cluster's creation and of what follows. Events come up from the engine, the head and the nodes;
 * nothing goes down through them.
 */
@NullMarked
package io.cloudtik.event;

import org.jspecify.annotations.NullMarked;
