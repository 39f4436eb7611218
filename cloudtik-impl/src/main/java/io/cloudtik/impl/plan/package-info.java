/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/** The difference between a wish and what exists, as values. Computes only. */
@NullMarked
package io.cloudtik.impl.plan;

import org.jspecify.annotations.NullMarked;
