/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * What a user asks for: immutable, checked when built, printable, without secrets in any {@code
 * toString}. The first station of the way through: specs go down to the planner and are never
 * changed.
 */
@NullMarked
package io.cloudtik.spec;

import org.jspecify.annotations.NullMarked;
