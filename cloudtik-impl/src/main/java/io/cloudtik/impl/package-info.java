/*
 * Copyright 2026 The CloudTik for Java authors
 * SPDX-License-Identifier: Apache-2.0
 */
/**
 * The engine behind the entry points of the API: it finds the provider, checks and plans, starts
 * operations, and hands out handles. From here the way goes down to planning, execution and
 * bootstrap; events come back up.
 */
@NullMarked
package io.cloudtik.impl;

import org.jspecify.annotations.NullMarked;
